// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

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
import java.util.regex.Pattern;

/**
 * What may be loaded: this machine, private addresses, cluster services, and what the setting {@code wrk.targets} adds. Nobody
 * shall load a system of other people by a typing error. Immutable.
 */
final class AllowedTargets {

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?|\\*");

    /** How a pod may call a service of another namespace. */
    private static final Pattern SERVICE_AND_NAMESPACE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9][a-z0-9-]*");

    private final Addresses addresses;
    private final List<String> names = new ArrayList<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    private AllowedTargets(Addresses addresses) {
        this.addresses = addresses;
    }

    static AllowedTargets read(SettingReader reader, Addresses addresses) {
        AllowedTargets targets = new AllowedTargets(addresses);
        Optional<Setting> setting = reader.find(KnownSettings.TARGETS);
        for (String entry : setting.map(Setting::value).orElse("").split(",", -1)) {
            String target = entry.trim().toLowerCase(Locale.ROOT);
            Optional<AddressRange> range = AddressRange.parse(target);
            if (range.isPresent()) {
                targets.ranges.add(range.get());
            } else if (HOST.matcher(target).matches()) {
                targets.names.add(target);
            } else if (!target.isEmpty()) {
                reader.problem(
                        setting.orElseThrow(),
                        "holds \"" + entry.trim()
                                + "\", which is no target. Use host names, *.example.org, addresses, 203.0.113.0/24 or *.");
            }
        }
        return targets;
    }

    /** Why the URL's host may not be loaded; empty if it may. */
    Optional<String> problem(URI url) {
        String host = host(url);
        if (isNamed(host) || isInside(host)) {
            return Optional.empty();
        }
        String why;
        String remedy = "";
        try {
            List<InetAddress> resolved = addresses.of(host);
            if (resolved.stream().allMatch(this::isAllowed)) {
                return Optional.empty();
            }
            InetAddress outside = resolved.stream()
                    .filter(address -> !isAllowed(address))
                    .findFirst()
                    .orElseThrow();
            why = AddressRange.literal(host).isPresent()
                    ? "is not an address of this machine or of a private network"
                    : "is " + outside.getHostAddress() + ", not an address of this machine or of a private network";
        } catch (UnknownHostException e) {
            why = "cannot be resolved here and is not the name of a cluster service";
            remedy = SERVICE_AND_NAMESPACE.matcher(host).matches()
                    ? " If it is the service of a namespace in a cluster, write " + host + ".svc."
                    : "";
        }
        return Optional.of("target \"" + host + "\" may not be loaded: it " + why + "." + remedy
                + " If it is yours to load, set wrk.targets = " + host + ".");
    }

    /** The host of a URL, in lower case, without the brackets of an IPv6 address and a closing dot. */
    static String host(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private boolean isNamed(String host) {
        return names.stream()
                .anyMatch(name -> name.equals("*")
                        || name.equals(host)
                        || (name.startsWith("*.") && host.endsWith(name.substring(1))));
    }

    /** Names that can only mean this machine, the local network or a cluster. */
    private static boolean isInside(String host) {
        boolean single = host.indexOf('.') < 0
                && host.indexOf(':') < 0
                && AddressRange.literal(host).isEmpty();
        return single || host.endsWith(".localhost") || host.endsWith(".svc") || host.endsWith(".svc.cluster.local");
    }

    private boolean isAllowed(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || isUniqueLocal(address)
                || ranges.stream().anyMatch(range -> range.contains(address))
                || isOfThisMachine(address);
    }

    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc; // RFC 4193
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
