// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.UrlAuthority;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What may be loaded: this machine, private addresses, cluster services, and what the setting {@code wrk.targets} adds. Nobody
 * shall load a system of other people by a typing error. Judged is what a host resolves to, by the tests before anything starts
 * and by the engine for what it connects to. Immutable.
 */
public final class AllowedTargets {

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\\*");

    /** Its last part makes a host an address (WHATWG URL, section 3.5), whatever the parts before are. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)");

    private static final Pattern USUAL = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /** How a pod may call a service of another namespace. */
    private static final Pattern SERVICE_AND_NAMESPACE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9][a-z0-9-]*");

    private final Addresses addresses;
    private final List<String> names = new ArrayList<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    private AllowedTargets(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * What the value of {@code wrk.targets} allows.
     *
     * @throws IllegalArgumentException if an entry is no target; the message names it and the forms to use
     */
    public static AllowedTargets of(String list) {
        AllowedTargets targets = new AllowedTargets(Addresses.ofSystem());
        targets.add(list, entry -> {
            throw new IllegalArgumentException("\"" + list + "\" " + entry);
        });
        return targets;
    }

    static AllowedTargets read(SettingReader reader, Addresses addresses) {
        AllowedTargets targets = new AllowedTargets(addresses);
        reader.find(KnownSettings.TARGETS)
                .ifPresent(setting -> targets.add(setting.value(), entry -> reader.problem(setting, entry)));
        return targets;
    }

    private void add(String list, Consumer<String> problem) {
        for (String entry : list.split(",", -1)) {
            String target = entry.trim().toLowerCase(Locale.ROOT);
            Optional<AddressRange> range = AddressRange.parse(target);
            if (range.isPresent()) {
                ranges.add(range.get());
            } else if (HOST.matcher(target).matches()) {
                names.add(target);
            } else if (!target.isEmpty()) {
                problem.accept("holds \"" + entry.trim()
                        + "\", which is no target. Use host names, *.example.org, addresses, 203.0.113.0/24 or *.");
            }
        }
    }

    /** Why the URL's host may not be loaded; empty if it may, or if only a cluster knows it. */
    Optional<String> problem(URI url) {
        String host = host(url);
        if (isNamed(host) || isOfCluster(host)) {
            return Optional.empty();
        }
        try {
            // one in an unusual form is not asked for: it is told in any case
            return problem(host, isUnusual(host) ? List.of() : addresses.of(host));
        } catch (UnknownHostException e) {
            return isInside(host)
                    ? Optional.empty()
                    : Optional.of(refusal(
                            host,
                            "cannot be resolved here and is not the name of a cluster service",
                            clusterName(host)));
        }
    }

    private static String clusterName(String host) {
        return SERVICE_AND_NAMESPACE.matcher(host).matches()
                ? " If it is the service of a namespace in a cluster, write " + host + ".svc."
                : "";
    }

    /**
     * Why a host may not be loaded at these addresses, to which it was resolved; empty if it may.
     *
     * @param host a name, or an address without brackets
     */
    public Optional<String> problem(String host, List<InetAddress> resolved) {
        String name = canonical(host);
        if (isNamed(name)) {
            return Optional.empty();
        }
        if (isUnusual(name)) {
            return Optional.of("target \"" + name
                    + "\" may not be loaded: it is a number that programs read as different addresses. Write the address as"
                    + " four decimal numbers without leading zeros, such as 127.0.0.1.");
        }
        return resolved.stream()
                .filter(address -> !isAllowed(address))
                .findFirst()
                .map(outside -> refusal(
                        name,
                        AddressRange.literal(name).isPresent()
                                ? "is not an address of this machine or of a private network"
                                : "is " + outside.getHostAddress()
                                        + ", not an address of this machine or of a private network",
                        ""));
    }

    private static String refusal(String host, String why, String remedy) {
        return "target \"" + host + "\" may not be loaded: it " + why + "." + remedy
                + " If it is yours to load, set wrk.targets = " + host + ".";
    }

    /** The host of a URL, in lower case, without the brackets of an IPv6 address and a closing dot. */
    static String host(URI url) {
        return canonical(UrlAuthority.of(url).map(UrlAuthority::host).orElse(""));
    }

    private static String canonical(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isUnusual(String host) {
        return host.indexOf(':') < 0
                && NUMERIC.matcher(host).matches()
                && !(USUAL.matcher(host).matches() && AddressRange.literal(host).isPresent());
    }

    private boolean isNamed(String host) {
        return names.stream()
                .anyMatch(name -> name.equals("*")
                        || name.equals(host)
                        || (name.startsWith("*.") && host.endsWith(name.substring(1))));
    }

    /** Names that, where they cannot be resolved here, can only mean this machine, the local network or a cluster. */
    private static boolean isInside(String host) {
        return (!host.isEmpty() && host.indexOf('.') < 0 && host.indexOf(':') < 0) || host.endsWith(".localhost");
    }

    /** Names that nothing but a cluster can resolve; what else does is judged by its addresses where they are connected to. */
    private static boolean isOfCluster(String host) {
        return host.endsWith(".svc") || host.endsWith(".svc.cluster.local");
    }

    private boolean isAllowed(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || isLocalToSite(address)
                || ranges.stream().anyMatch(range -> range.contains(address))
                || isOfThisMachine(address);
    }

    /** Unique local (RFC 4193), or of the link: neither is routed to other people's networks. */
    private static boolean isLocalToSite(InetAddress address) {
        return address instanceof Inet6Address
                && ((address.getAddress()[0] & 0xfe) == 0xfc || address.isLinkLocalAddress());
    }

    static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false; // the interfaces cannot be asked, so the address is not known to be one of them
        }
    }
}
