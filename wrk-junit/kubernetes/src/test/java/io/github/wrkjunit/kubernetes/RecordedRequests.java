// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's own HTTP client, found by {@link java.util.ServiceLoader}, that notes what each namespace is asked for: as the
 * API server's authorizer names it, such as {@code watch pods} or {@code get pods/log}. Thread-safe.
 */
public final class RecordedRequests implements HttpClient.Factory {

    private static final Pattern PATH =
            Pattern.compile("/(?:api|apis/[^/]+)/[^/]+/namespaces/([^/]+)/([^/]+)(?:/([^/]+))?(?:/([^/]+))?");

    private static final HttpClient.Factory JDK = new JdkHttpClientFactory();

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    /** What was asked of the namespace so far, by whomever. */
    static Set<String> rights(String namespace) {
        Set<String> rights = new ConcurrentSkipListSet<>();
        SEEN.stream()
                .filter(seen -> seen.startsWith(namespace + " "))
                .forEach(seen -> rights.add(seen.substring(namespace.length() + 1)));
        return rights;
    }

    /** Forgets what was asked of the namespace. */
    static void forget(String namespace) {
        SEEN.removeIf(seen -> seen.startsWith(namespace + " "));
    }

    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public HttpClient.Builder newBuilder() {
        HttpClient.Builder builder = JDK.newBuilder();
        builder.addOrReplaceInterceptor("recorded-requests", new Interceptor() {
            @Override
            public void before(BasicBuilder request, HttpRequest seen, RequestTags tags) {
                note(seen.method(), seen.uri());
            }
        });
        return builder;
    }

    private static void note(String method, URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        if (path.matches()) {
            String resource = path.group(2) + (path.group(4) == null ? "" : "/" + path.group(4));
            SEEN.add(path.group(1) + " " + verb(method, path.group(3) != null, String.valueOf(uri.getQuery())) + " "
                    + resource);
        }
    }

    private static String verb(String method, boolean named, String query) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
        };
    }
}
