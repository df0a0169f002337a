// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static io.github.wrkjunit.jupiter.DeclarationProbe.declarationsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.spec.Distribution;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class DeclaredLoadsTest {

    @Test
    void a_method_refines_its_class_attribute_by_attribute() {
        assertThat(declarationsOf(HotelTestCase.class))
                .containsEntry(
                        "normal",
                        of(
                                "rate=100.0 (HotelTestCase.normal()), connections=20 (HotelTestCase), duration=PT10S (HotelTestCase),"
                                        + " script=hotel.lua (HotelTestCase)"))
                .containsEntry(
                        "peak",
                        of(
                                "rate=1000.0 (HotelTestCase.peak()), threads=4 (HotelTestCase.peak()), connections=20 (HotelTestCase),"
                                        + " duration=PT10S (HotelTestCase), script=hotel.lua (HotelTestCase)"));
    }

    @Test
    void a_nested_class_refines_the_class_that_encloses_it() {
        assertThat(declarationsOf(HotelTestCase.class))
                .containsEntry(
                        "reads",
                        of(
                                "rate=200.0 (HotelTestCase.Read.reads()), connections=20 (HotelTestCase), duration=PT1M (HotelTestCase.Read),"
                                        + " script=read-heavy.lua (HotelTestCase.Read.reads())"));
    }

    @Test
    void a_class_refines_its_superclass_and_interfaces() {
        assertThat(declarationsOf(DerivedTestCase.class))
                .containsEntry(
                        "inherited",
                        of(
                                "rate=5.0 (BaseTestCase.inherited()), threads=3 (Timed), connections=7 (DerivedTestCase), duration=PT3S (Timed)"));
    }

    @Test
    void every_attribute_can_be_set() {
        assertThat(declarationsOf(AllTestCase.class))
                .containsEntry(
                        "all",
                        of("name=all (AllTestCase.all()), rate=0.5 (AllTestCase.all()), dist=ZIPF (AllTestCase.all()),"
                                + " threads=3 (AllTestCase.all()), connections=6 (AllTestCase.all()), duration=PT0.5S (AllTestCase.all()),"
                                + " script=a.lua (AllTestCase.all()), args=[x, y z] (AllTestCase.all()),"
                                + " url=http://localhost:1 (AllTestCase.all()), path=/p?q (AllTestCase.all()),"
                                + " headers={A=b, C=d: e} (AllTestCase.all()), timeout=PT2S (AllTestCase.all()), seed=-7 (AllTestCase.all()),"
                                + " workers=2 (AllTestCase.all()), warmup=PT0S (AllTestCase.all())"));
    }

    @Test
    void a_load_without_a_name_refines_all_and_one_with_a_name_its_own() {
        assertThat(declarationsOf(MixTestCase.class))
                .containsEntry(
                        "mix",
                        of(
                                "name=background (MixTestCase), rate=1.0 (MixTestCase), connections=8 (MixBase)",
                                "name=search (MixTestCase.mix()), rate=100.0 (MixTestCase.mix()), connections=8 (MixBase)"))
                .containsEntry(
                        "named",
                        of(
                                "name=background (MixTestCase.named()), rate=2.0 (MixTestCase.named()), connections=8 (MixBase)"))
                .containsEntry(
                        "unnamed",
                        of("name=background (MixTestCase), rate=3.0 (MixTestCase.unnamed()), connections=8 (MixBase)"));
    }

    @Test
    void a_test_opts_out_of_the_load_of_its_class_or_of_one_of_them() {
        assertThat(declarationsOf(OptOutTestCase.class))
                .containsEntry("none", of("off rate=1.0 (OptOutTestCase)"))
                .containsEntry("again", of("rate=1.0 (OptOutTestCase), threads=1 (OptOutTestCase.Off.again())"))
                .containsEntry("off", of("off rate=1.0 (OptOutTestCase)"));
    }

    @Test
    void a_direct_annotation_refines_a_composed_one() {
        assertThat(declarationsOf(ComposedTestCase.class))
                .containsEntry(
                        "composed",
                        of("rate=5.0 (ComposedTestCase.composed()), duration=PT3S (ComposedTestCase.composed())"))
                .containsEntry(
                        "refined",
                        of("rate=50.0 (ComposedTestCase.refined()), duration=PT3S (ComposedTestCase.refined())"));
    }

    @Test
    void several_loads_on_one_element_need_names() {
        assertThat(declarationsOf(AmbiguousTestCase.class))
                .containsEntry(
                        "unnamed",
                        of(
                                "rate=2.0 (AmbiguousTestCase.unnamed())",
                                "@WithWorkload on DeclaredLoadsTest.AmbiguousTestCase.unnamed(): one of the 2 loads here has no name. Give each a"
                                        + " name, such as name = \"search\".",
                                "@WithWorkload on DeclaredLoadsTest.AmbiguousTestCase.unnamed(): one of the 2 loads here has no name. Give each a"
                                        + " name, such as name = \"search\"."))
                .containsEntry(
                        "twice",
                        of(
                                "name=a (AmbiguousTestCase.twice()), rate=2.0 (AmbiguousTestCase.twice())",
                                "@WithWorkload on DeclaredLoadsTest.AmbiguousTestCase.twice(): two loads here are named \"a\". Give each a name of its"
                                        + " own."));
    }

    @Test
    void a_load_of_the_class_is_shared_by_its_tests() {
        assertThat(declarationsOf(SharedTestCase.class))
                .containsEntry("looks", of("shared rate=1.0 (SharedTestCase)"))
                .containsEntry("own", of("rate=2.0 (SharedTestCase.own())"))
                .containsEntry(
                        "changes",
                        of(
                                "rate=3.0 (SharedTestCase.changes())",
                                "@WithWorkload on DeclaredLoadsTest.SharedTestCase.changes(): the load is shared by all tests of"
                                        + " DeclaredLoadsTest.SharedTestCase (@WithWorkload on DeclaredLoadsTest.SharedTestCase: scope = CLASS), so one"
                                        + " test cannot change it. Set scope = METHOD to give this test a run of its own, enabled = false to leave it"
                                        + " out, or move the attributes to the class."))
                .containsEntry(
                        "alone",
                        of(
                                "rate=4.0 (SharedTestCase.alone())",
                                "@WithWorkload on DeclaredLoadsTest.SharedTestCase.alone(): scope = CLASS stands on a method, which has no other tests"
                                        + " to share its run with. Put the annotation on the class, or leave the scope out."));
    }

    @Test
    void an_attribute_that_only_looks_like_a_list_takes_one_value() {
        assertThat(declarationsOf(ListTestCase.class))
                .containsEntry(
                        "runtimes",
                        of(
                                "name=a (ListTestCase.runtimes())",
                                "name=b (ListTestCase.runtimes())",
                                "@WithWorkload on DeclaredLoadsTest.ListTestCase.runtimes(): the loads of one test name several runtimes: kubernetes,"
                                        + " local. Name one."));
    }

    private static List<String> of(String... lines) {
        return List.of(lines);
    }

    @ExtendWith(DeclarationProbe.class)
    @WithWorkload(script = "hotel.lua", connections = 20, duration = "10s")
    static class HotelTestCase {
        @Test
        @WithWorkload(rate = 100)
        void normal() {}

        @Test
        @WithWorkload(rate = 1000, threads = 4)
        void peak() {}

        @Nested
        @WithWorkload(duration = "1m")
        class Read {
            @Test
            @WithWorkload(rate = 200, script = "read-heavy.lua")
            void reads() {}
        }
    }

    @WithWorkload(duration = "3s", threads = 3)
    interface Timed {}

    @WithWorkload(threads = 1, connections = 1)
    static class BaseTestCase {
        @Test
        @WithWorkload(rate = 5)
        void inherited() {}
    }

    @ExtendWith(DeclarationProbe.class)
    @WithWorkload(connections = 7)
    static class DerivedTestCase extends BaseTestCase implements Timed {}

    @ExtendWith(DeclarationProbe.class)
    static class AllTestCase {
        @Test
        @WithWorkload(
                name = "all",
                rate = 0.5,
                dist = Distribution.ZIPF,
                threads = 3,
                connections = 6,
                duration = "500ms",
                script = "a.lua",
                args = {"x", "y z"},
                url = "http://localhost:1",
                path = "/p?q",
                headers = {"A: b", "C: d: e"},
                timeout = "2s",
                seed = -7,
                workers = 2,
                warmup = "0s")
        void all() {}
    }

    @WithWorkload(connections = 8)
    static class MixBase {}

    @ExtendWith(DeclarationProbe.class)
    @WithWorkload(name = "background", rate = 1)
    static class MixTestCase extends MixBase {
        @Test
        @WithWorkload(name = "search", rate = 100)
        void mix() {}

        @Test
        @WithWorkload(name = "background", rate = 2)
        void named() {}

        @Test
        @WithWorkload(rate = 3)
        void unnamed() {}
    }

    @ExtendWith(DeclarationProbe.class)
    @WithWorkload(rate = 1)
    static class OptOutTestCase {
        @Test
        @WithWorkload(enabled = false)
        void none() {}

        @Nested
        @WithWorkload(enabled = false)
        class Off {
            @Test
            void off() {}

            @Test
            @WithWorkload(threads = 1)
            void again() {}
        }
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Test
    @WithWorkload(rate = 5, duration = "3s")
    @interface SmokeLoad {}

    @ExtendWith(DeclarationProbe.class)
    static class ComposedTestCase {
        @SmokeLoad
        void composed() {}

        @SmokeLoad
        @WithWorkload(rate = 50)
        void refined() {}
    }

    @ExtendWith(DeclarationProbe.class)
    static class AmbiguousTestCase {
        @Test
        @WithWorkload(rate = 1)
        @WithWorkload(rate = 2)
        void unnamed() {}

        @Test
        @WithWorkload(name = "a", rate = 1)
        @WithWorkload(name = "a", rate = 2)
        void twice() {}
    }

    @ExtendWith(DeclarationProbe.class)
    @WithWorkload(rate = 1, scope = WorkloadScope.CLASS)
    static class SharedTestCase {
        @Test
        void looks() {}

        @Test
        @WithWorkload(rate = 2, scope = WorkloadScope.METHOD)
        void own() {}

        @Test
        @WithWorkload(rate = 3)
        void changes() {}

        @Test
        @WithWorkload(rate = 4, scope = WorkloadScope.CLASS)
        void alone() {}
    }

    @ExtendWith(DeclarationProbe.class)
    static class ListTestCase {
        @Test
        @WithWorkload(name = "a", runtime = "local")
        @WithWorkload(name = "b", runtime = "kubernetes")
        void runtimes() {}
    }
}
