// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTargetsTest {

    @TempDir
    Path folder;

    private Optional<String> problem(String url, String targets) {
        Runs runs = new Runs(folder);
        runs.addresses.put("shop.example.org", "203.0.113.7");
        runs.addresses.put("shop.intranet.example.org", "10.1.2.3");
        runs.addresses.put("outside", "203.0.113.7");
        runs.addresses.put("a.localhost", "203.0.113.7");
        runs.addresses.put("half.example.org", "10.1.2.3 203.0.113.7");
        Problems problems = new Problems("");
        SettingReader reader = new SettingReader(
                Settings.of(SettingsSource.of("system property", Map.of("wrk.targets", targets))), problems);
        AllowedTargets allowed = AllowedTargets.read(reader, runs::resolve);
        problems.check();
        return allowed.problem(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5000",
                "http://127.0.0.1",
                "http://[::1]:80/",
                "http://10.0.0.1",
                "http://172.16.0.1",
                "http://192.168.1.1",
                "http://[fd00::1]",
                "http://frontend:5000",
                "http://frontend.hotel.svc",
                "http://frontend.hotel.svc.cluster.local:5000",
                "http://shop.intranet.example.org",
                "http://[fe80::1]:80/",
                "http://my_service:8080",
                "http://10.0.0.1.:80"
            })
    void this_machine_private_addresses_and_cluster_services_may_be_loaded(String url) {
        assertThat(problem(url, "")).isEmpty();
    }

    @Test
    void a_service_with_its_namespace_is_told_how_a_cluster_names_it() {
        assertThat(problem("http://frontend.hotel:5000", ""))
                .contains(
                        "target \"frontend.hotel\" may not be loaded: it cannot be resolved here and is not the name of a cluster"
                                + " service. If it is the service of a namespace in a cluster, write frontend.hotel.svc. If it is yours to"
                                + " load, set wrk.targets = frontend.hotel.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8",
                "http://172.32.0.1",
                "http://169.254.169.254",
                "http://shop.example.org",
                "http://half.example.org",
                "http://[2001:db8::1]",
                "http://[::ffff:8.8.8.8]",
                "http://[::8.8.8.8]",
                "http://[64:ff9b::808:808]",
                "http://[2002:808:808::1]",
                "http://8.8.8.8.:80",
                "http://outside",
                "http://a.localhost",
                "http://u:p@8.8.8.8:80",
                "http://127.0.0.1@8.8.8.8",
                "http://%38.8.8.8",
                "http://localhost@8.8.8.8@8.8.8.8"
            })
    void everything_else_may_not(String url) {
        assertThat(problem(url, "")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://shop.example.org    | shop.example.org
                    http://shop.example.org    | other.example.org, *.example.org
                    http://shop.example.org    | 203.0.113.0/24
                    http://half.example.org    | 203.0.113.7
                    http://[2001:db8::1]       | 2001:db8::/32
                    http://8.8.8.8             | *
                    http://nowhere.example.org | NOWHERE.example.org
                    """)
    void the_setting_widens(String url, String targets) {
        assertThat(problem(url, targets)).isEmpty();
    }

    @Test
    void a_name_does_not_widen_for_names_that_only_end_alike() {
        assertThat(problem("http://shop.example.org", "op.example.org, *.shop.example.org, 203.0.112.0/24"))
                .isPresent();
    }

    @Test
    void a_name_that_cannot_be_resolved_is_told() {
        assertThat(problem("http://nowhere.example.org", ""))
                .contains(
                        "target \"nowhere.example.org\" may not be loaded: it cannot be resolved here and is not the name of"
                                + " a cluster service. If it is yours to load, set wrk.targets = nowhere.example.org.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "134744072",
                "0x08080808",
                "0X7F000001",
                "010.8.8.8",
                "127.1",
                "127.0.0.01",
                "0x7f.0.0.1",
                "127.0.0.0x1",
                "999.1.1.1"
            })
    void a_number_that_programs_read_differently_is_no_target(String host) {
        assertThat(problem("http://" + host + ":80/", ""))
                .contains("target \"" + host.toLowerCase(Locale.ROOT)
                        + "\" may not be loaded: it is a number that programs read as different addresses. Write the address"
                        + " as four decimal numbers without leading zeros, such as 127.0.0.1.");
    }

    @Test
    void a_host_is_judged_by_the_addresses_that_are_given() throws UnknownHostException {
        AllowedTargets allowed = AllowedTargets.of("shop.example.org, 203.0.113.0/24");
        InetAddress outside = InetAddress.getByName("198.51.100.1");

        assertThat(allowed.problem("shop.example.org", List.of(outside))).isEmpty();
        assertThat(allowed.problem("frontend.hotel.svc", List.of(InetAddress.getByName("203.0.113.9"))))
                .isEmpty();
        assertThat(allowed.problem("frontend.hotel.svc", List.of(InetAddress.getLoopbackAddress(), outside)))
                .contains(
                        "target \"frontend.hotel.svc\" may not be loaded: it is 198.51.100.1, not an address of this"
                                + " machine or of a private network. If it is yours to load, set wrk.targets = frontend.hotel.svc.");
    }

    @Test
    void a_list_with_something_else_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedTargets.of("a, b c"))
                .withMessage("\"a, b c\" holds \"b c\", which is no target. Use host names, *.example.org, addresses,"
                        + " 203.0.113.0/24 or *.");
    }

    @Test
    void an_address_is_told_once() {
        assertThat(problem("http://8.8.8.8", ""))
                .contains(
                        "target \"8.8.8.8\" may not be loaded: it is not an address of this machine or of a private network."
                                + " If it is yours to load, set wrk.targets = 8.8.8.8.");
    }
}
