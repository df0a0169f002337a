// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What load to offer: immutable, complete, checked. Made by {@link #builder()}; every value knows its {@link Origin}.
 *
 * <p>The defaults are those of AIOpsLab's {@code Wrk}: 2 connections, 2 threads, 6 s; but for the distribution, which is
 * {@link Distribution#EXP}, because AIOpsLab's own default, norm, floods on the stock image.
 */
public final class WorkloadSpec {

    /** The defaults of all attributes that have one. */
    static final Map<Attribute, Object> DEFAULTS = Map.of(
            Attribute.NAME,
            "workload",
            Attribute.DIST,
            Distribution.EXP,
            Attribute.THREADS,
            2,
            Attribute.CONNECTIONS,
            2,
            Attribute.DURATION,
            Duration.ofSeconds(6),
            Attribute.ARGS,
            List.of(),
            Attribute.HEADERS,
            Map.of(),
            Attribute.TIMEOUT,
            Duration.ofSeconds(10),
            Attribute.WORKERS,
            1,
            Attribute.WARMUP,
            Duration.ZERO);

    private final Map<Attribute, Object> values;
    private final Map<Attribute, Origin> origins;
    private final boolean judged;

    private WorkloadSpec(Map<Attribute, Object> values, Map<Attribute, Origin> origins, boolean judged) {
        this.values = new EnumMap<>(values);
        this.origins = new EnumMap<>(origins);
        this.judged = judged;
    }

    /** A builder in which nothing is set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all that was set for this specification, defaults left out. */
    public Builder toBuilder() {
        Builder builder = new Builder().judged(judged);
        values.forEach((attribute, value) -> builder.put(attribute, value, origin(attribute)));
        DEFAULTS.keySet().stream()
                .filter(attribute -> origin(attribute).kind() == Origin.Kind.DEFAULT)
                .forEach(builder::clear);
        return builder;
    }

    /** The load's name, {@code workload} by default; it distinguishes the loads of one test. */
    public String name() {
        return get(Attribute.NAME, String.class);
    }

    /** Offered requests per second over all workers and threads; above 0. */
    public double rate() {
        return get(Attribute.RATE, Double.class);
    }

    /** The arrival distribution; {@link Distribution#EXP} by default. */
    public Distribution dist() {
        return get(Attribute.DIST, Distribution.class);
    }

    /** Threads of each worker; 2 by default. */
    public int threads() {
        return get(Attribute.THREADS, Integer.class);
    }

    /** Connections over all workers and threads; 2 by default, at least one for each thread of each worker. */
    public int connections() {
        return get(Attribute.CONNECTIONS, Integer.class);
    }

    /** How long requests become due; 6 s by default. */
    public Duration duration() {
        return get(Attribute.DURATION, Duration.class);
    }

    /** The Lua script's path or name; empty for plain GET requests of the URL. */
    public Optional<String> script() {
        return Optional.ofNullable((String) values.get(Attribute.SCRIPT));
    }

    /** The arguments of the script's {@code init(args)}; none by default. */
    @SuppressWarnings("unchecked") // put() admits List<String> only
    public List<String> args() {
        return get(Attribute.ARGS, List.class);
    }

    /** The target with {@link #path()} in place, absolute, with scheme and host. */
    public URI url() {
        URI url = URI.create(get(Attribute.URL, String.class));
        return path().map(path -> withPath(url, path)).orElse(url);
    }

    /** The path and query that replace the URL's; empty to keep the URL's own. */
    public Optional<String> path() {
        return Optional.ofNullable((String) values.get(Attribute.PATH));
    }

    /** Headers of every request, in order; none by default. */
    @SuppressWarnings("unchecked") // put() admits Map<String, String> only
    public Map<String, String> headers() {
        return get(Attribute.HEADERS, Map.class);
    }

    /** How long a request may take from its actual send before it is given up; 10 s by default. */
    public Duration timeout() {
        return get(Attribute.TIMEOUT, Duration.class);
    }

    /** The seed of arrivals and scripts; empty to let the run choose one, which the report then shows. */
    public OptionalLong seed() {
        Object seed = values.get(Attribute.SEED);
        return seed == null ? OptionalLong.empty() : OptionalLong.of((Long) seed);
    }

    /** Processes that share the load; 1 by default. */
    public int workers() {
        return get(Attribute.WORKERS, Integer.class);
    }

    /** How long the same load is offered before the run, outside of all counts; zero by default. */
    public Duration warmup() {
        return get(Attribute.WARMUP, Duration.class);
    }

    /**
     * Whether a test that reads nothing from the load's report is in error; true by default, false for a warm-up or a background
     * load. It changes nothing about the load: equality, settings and {@code report.json} leave it out.
     */
    public boolean isJudged() {
        return judged;
    }

    /** The number of requests that the schedule holds in the mean: rate times duration. */
    public double expectedRequests() {
        return rate() * (duration().toNanos() / 1e9);
    }

    /** Where the attribute's value came from. */
    public Origin origin(Attribute attribute) {
        return origins.getOrDefault(attribute, Origin.DEFAULT);
    }

    /** Whether the attribute has a value, a default included. */
    public boolean has(Attribute attribute) {
        return values.containsKey(attribute);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkloadSpec that && values.equals(that.values) && origins.equals(that.origins);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All values by attribute, secrets hidden. */
    @Override
    public String toString() {
        StringJoiner all = new StringJoiner(", ", "{", "}");
        values.forEach((attribute, value) -> all.add(attribute.key() + "=" + shown(attribute, value)));
        return all.toString();
    }

    private Object shown(Attribute attribute, Object value) {
        return switch (attribute) {
            case HEADERS -> Redaction.headers(headers());
            case URL, PATH -> Redaction.url((String) value);
            case ARGS -> Redaction.words(args());
            default -> value;
        };
    }

    private <T> T get(Attribute attribute, Class<T> type) {
        Object value = values.get(attribute);
        if (value == null) { // of a run that was found in saved output: see Builder.buildFound
            throw new NoSuchElementException("The " + attribute.key() + " of this load is unknown.");
        }
        return type.cast(value);
    }

    private static URI withPath(URI url, String path) {
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path);
    }

    /** Collects values and problems; one thread at a time. A later value for the same attribute replaces the earlier. */
    public static final class Builder {

        private final Map<Attribute, Object> values = new EnumMap<>(Attribute.class);
        private final Map<Attribute, Origin> origins = new EnumMap<>(Attribute.class);
        private final Map<Attribute, String> problems = new EnumMap<>(Attribute.class);
        private final List<String> otherProblems = new ArrayList<>();
        private Origin origin = Origin.PROGRAM;
        private @Nullable Boolean judged;

        private Builder() {}

        /** Sets where the values that are set from now on come from; {@link Origin#PROGRAM} at first. */
        public Builder origin(Origin origin) {
            this.origin = requireNonNull(origin, "origin");
            return this;
        }

        /** Sets the load's name. */
        public Builder name(String name) {
            return checked(Attribute.NAME, () -> AttributeText.name(name));
        }

        /** Sets the offered requests per second. */
        public Builder rate(double rate) {
            return checked(Attribute.RATE, () -> AttributeText.checkedRate(rate));
        }

        /** Sets the arrival distribution. */
        public Builder dist(Distribution dist) {
            return put(Attribute.DIST, dist, origin);
        }

        /** Sets the threads of each worker. */
        public Builder threads(int threads) {
            return checked(Attribute.THREADS, () -> AttributeText.checkedCount(Attribute.THREADS, threads));
        }

        /** Sets the connections over all workers and threads. */
        public Builder connections(int connections) {
            return checked(Attribute.CONNECTIONS, () -> AttributeText.checkedCount(Attribute.CONNECTIONS, connections));
        }

        /** Sets how long requests become due. */
        public Builder duration(Duration duration) {
            return checked(Attribute.DURATION, () -> AttributeText.checkedPositive(Attribute.DURATION, duration));
        }

        /** Sets the Lua script by path or name. */
        public Builder script(String script) {
            return put(Attribute.SCRIPT, script, origin);
        }

        /** Sets the script's arguments. */
        public Builder args(List<String> args) {
            return put(Attribute.ARGS, List.copyOf(args), origin);
        }

        /** Sets the target. */
        public Builder url(String url) {
            return put(Attribute.URL, url, origin);
        }

        /** Sets the path and query that replace the URL's; it begins with a slash. */
        public Builder path(String path) {
            return put(Attribute.PATH, path, origin);
        }

        /** Sets the headers of every request, in the map's order. */
        public Builder headers(Map<String, String> headers) {
            return checked(
                    Attribute.HEADERS,
                    () -> Collections.unmodifiableMap(new LinkedHashMap<>(AttributeText.checkedHeaders(headers))));
        }

        /** Sets the headers of every request, each {@code Name: value}. */
        public Builder headerLines(List<String> lines) {
            return checked(Attribute.HEADERS, () -> Collections.unmodifiableMap(AttributeText.headers(lines)));
        }

        /** Sets how long a request may take. */
        public Builder timeout(Duration timeout) {
            return checked(Attribute.TIMEOUT, () -> AttributeText.checkedPositive(Attribute.TIMEOUT, timeout));
        }

        /** Sets the seed. */
        public Builder seed(long seed) {
            return put(Attribute.SEED, seed, origin);
        }

        /** Sets the number of processes that share the load. */
        public Builder workers(int workers) {
            return checked(Attribute.WORKERS, () -> AttributeText.checkedCount(Attribute.WORKERS, workers));
        }

        /** Sets how long the load is offered before the run, zero for not at all. */
        public Builder warmup(Duration warmup) {
            return warmup.isNegative()
                    ? problem(Attribute.WARMUP, "warmup \"" + warmup + "\" is below 0. Use 0s, or a time such as 5s.")
                    : checked(Attribute.WARMUP, () -> AttributeText.checkedLength(Attribute.WARMUP, warmup));
        }

        /** Sets whether a test that reads nothing from the load's report is in error. */
        public Builder judged(boolean judged) {
            this.judged = judged;
            return this;
        }

        /** Sets an attribute from its text, as a setting or an annotation holds it; a text that is wrong becomes a problem. */
        public Builder text(Attribute attribute, String text) {
            return checked(attribute, () -> AttributeText.parse(attribute, text));
        }

        /** Adds a problem that is not about one attribute's value; {@link #build} lists it with the others. */
        public Builder problem(String sentence) {
            otherProblems.add(sentence);
            return this;
        }

        /** The value set for the attribute, for merging; empty if none is. */
        public Optional<Object> value(Attribute attribute) {
            return Optional.ofNullable(values.get(attribute));
        }

        /** Where the value or the problem of the attribute came from; empty if it was never set. */
        public Optional<Origin> origin(Attribute attribute) {
            return Optional.ofNullable(origins.get(attribute));
        }

        /** Replaces every value here that the nearer builder has set as well, and takes over its problems. */
        public Builder refineBy(Builder nearer) {
            nearer.values.forEach((attribute, value) -> put(attribute, value, nearer.origins.get(attribute)));
            nearer.problems.forEach((attribute, sentence) -> {
                values.remove(attribute);
                problems.put(attribute, sentence);
            });
            otherProblems.addAll(nearer.otherProblems);
            judged = nearer.judged == null ? judged : nearer.judged;
            return this;
        }

        /** A copy that can be changed by itself. */
        public Builder copy() {
            return new Builder().origin(origin).refineBy(this);
        }

        /** Every problem of the values and of their combination, each a whole sentence with its place; none if {@link #build} will succeed. */
        public List<String> problems() {
            List<String> all = new ArrayList<>(problems.values());
            all.addAll(otherProblems);
            required(Attribute.RATE, "rate = 100, requests per second", all);
            required(Attribute.URL, "url = \"http://localhost:8080\", or declare a @WorkloadTarget", all);
            urlProblem().ifPresent(all::add);
            pathProblem().ifPresent(all::add);
            long least = (long) number(Attribute.THREADS) * number(Attribute.WORKERS);
            if (number(Attribute.CONNECTIONS) < least) {
                all.add(sentence(
                        Attribute.CONNECTIONS,
                        "connections = " + number(Attribute.CONNECTIONS) + " is fewer than threads x workers = "
                                + number(Attribute.THREADS) + " x " + number(Attribute.WORKERS) + " = " + least
                                + ": a thread would have nothing to send on. Set connections to " + least
                                + " or more, or use fewer threads or workers."));
            }
            return all;
        }

        /**
         * The specification, defaults filled in.
         *
         * @throws InvalidSpecException with every {@linkplain #problems() problem} at once
         */
        public WorkloadSpec build() {
            List<String> all = problems();
            if (!all.isEmpty()) {
                throw new InvalidSpecException(all);
            }
            Map<Attribute, Object> complete = new EnumMap<>(DEFAULTS);
            complete.putAll(values);
            Map<Attribute, Origin> known = new EnumMap<>(origins);
            known.values().removeIf(Origin.DEFAULT::equals); // origin() tells it of every attribute that is not here
            return new WorkloadSpec(complete, known, isJudged());
        }

        /**
         * The specification of a run that was found in saved output: what the output does not tell stays unknown, defaults
         * included; the accessors of unknown attributes throw {@link NoSuchElementException}, {@link WorkloadSpec#has} tells.
         *
         * @throws InvalidSpecException if what the output tells cannot be, with every problem at once
         */
        public WorkloadSpec buildFound() {
            List<String> all = new ArrayList<>(problems.values());
            all.addAll(otherProblems);
            urlProblem().ifPresent(all::add);
            pathProblem().ifPresent(all::add);
            if (!all.isEmpty()) {
                throw new InvalidSpecException(all);
            }
            return new WorkloadSpec(values, origins, isJudged());
        }

        /** As {@link WorkloadSpec#isJudged()}. */
        public boolean isJudged() {
            return judged == null || judged;
        }

        private Builder put(Attribute attribute, Object value, @Nullable Origin from) {
            values.put(attribute, requireNonNull(value, attribute::key));
            origins.put(attribute, requireNonNull(from));
            problems.remove(attribute);
            return this;
        }

        private void clear(Attribute attribute) {
            values.remove(attribute);
            origins.remove(attribute);
        }

        private Builder checked(Attribute attribute, Supplier<Object> value) {
            try {
                return put(attribute, value.get(), origin);
            } catch (IllegalArgumentException e) {
                return problem(attribute, String.valueOf(e.getMessage()));
            }
        }

        private Builder problem(Attribute attribute, String sentence) {
            values.remove(attribute);
            origins.put(attribute, origin);
            problems.put(attribute, sentence(attribute, sentence));
            return this;
        }

        private String sentence(Attribute attribute, String sentence) {
            Origin from = origins.getOrDefault(attribute, Origin.DEFAULT);
            return switch (from.kind()) {
                case DEFAULT, PROGRAM, CHOSEN -> sentence;
                case ANNOTATION, SETTING -> from.place() + ": " + sentence;
            };
        }

        private void required(Attribute attribute, String example, List<String> all) {
            if (!values.containsKey(attribute) && !problems.containsKey(attribute)) {
                all.add(attribute.key() + " is missing. Set " + example + ".");
            }
        }

        private Optional<String> urlProblem() {
            String text = (String) values.get(Attribute.URL);
            if (text == null) {
                return Optional.empty();
            }
            try {
                URI url = new URI(text);
                boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
                Optional<UrlAuthority> authority = http ? UrlAuthority.of(url) : Optional.empty();
                if (authority.isPresent()) {
                    return portProblem(text, authority.get().port().orElse(1));
                }
            } catch (URISyntaxException e) {
                // told below, like any other text that is no URL
            }
            return Optional.of(
                    sentence(
                            Attribute.URL,
                            "url \"" + Redaction.url(text)
                                    + "\" is not an absolute HTTP URL. Use one with scheme and host, such as http://localhost:8080/path."));
        }

        private Optional<String> pathProblem() {
            return Optional.ofNullable((String) values.get(Attribute.PATH))
                    .filter(path -> !isPath(path))
                    .map(path -> sentence(
                            Attribute.PATH,
                            "path \"" + path
                                    + "\" cannot stand in a request. Begin it with a slash and encode blanks as %20."));
        }

        private Optional<String> portProblem(String url, int port) {
            if (port >= 1 && port <= 65535) {
                return Optional.empty();
            }
            return Optional.of(sentence(
                    Attribute.URL,
                    "url \"" + url + "\" names port " + port
                            + ", on which nothing can listen. Use the port of the target, from 1 to 65535; if it is chosen"
                            + " when the target starts, make the URL after that."));
        }

        private int number(Attribute attribute) {
            return (Integer) requireNonNull(values.getOrDefault(attribute, DEFAULTS.get(attribute)));
        }

        private static boolean isPath(String path) {
            return path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7f) && path.indexOf('#') < 0;
        }
    }
}
