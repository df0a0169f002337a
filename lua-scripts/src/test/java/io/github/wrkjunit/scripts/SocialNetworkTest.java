// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocialNetworkTest {
    private static final Pattern BODY = Pattern.compile("username=username_(\\d+)&user_id=\\1&text=([A-Za-z0-9]{256})"
            + "((?: @username_\\d+)+)((?: http://[A-Za-z0-9]{64})+)"
            + "&media_ids=\\[(\"\\d{18}\"(?:,\"\\d{18}\")*)]&media_types=\\[(\"png\"(?:,\"png\")*)]&post_type=0");
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @ValueSource(strings = {"home-timeline", "user-timeline"})
    void timelines_are_read_ten_posts_at_a_time(String timeline) {
        List<Request> requests = Requests.of("social-network/read-" + timeline + ".lua");

        assertReads(requests, timeline, 962);
    }

    @Test
    void posts_have_a_text_mentions_links_and_pictures() {
        List<Request> requests = Requests.of("social-network/compose-post.lua");

        assertPosts(requests, 962);
    }

    @Test
    void sixty_percent_read_home_timelines_thirty_user_timelines_and_ten_post() {
        List<Request> requests = Requests.of("social-network/mixed-workload.lua");

        List<Request> home = Mix.only(requests, "GET /wrk2-api/home-timeline/read");
        List<Request> user = Mix.only(requests, "GET /wrk2-api/user-timeline/read");
        List<Request> posts = Mix.only(requests, "POST /wrk2-api/post/compose");
        assertThat(home.size() + user.size() + posts.size()).isEqualTo(Requests.COUNT);
        Mix.assertShare(requests, home.size(), 0.6);
        Mix.assertShare(requests, user.size(), 0.3);
        Mix.assertShare(requests, posts.size(), 0.1);
        assertReads(home, "home-timeline", 962);
        assertReads(user, "user-timeline", 962);
        assertPosts(posts, 962);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"compose-post.lua", "mixed-workload.lua", "read-home-timeline.lua", "read-user-timeline.lua"})
    void the_number_of_users_can_be_set_down_to_one(String script) {
        for (int users : new int[] {1, 5}) {
            List<Request> requests =
                    Requests.of("social-network/" + script, Map.of("max_user_index", Integer.toString(users)));

            Pattern id = Pattern.compile("user_id=(\\d+)&");
            IntSummaryStatistics ids = requests.stream()
                    .mapToInt(request -> {
                        Matcher matcher = id.matcher(request.line() + request.body());
                        assertThat(matcher.find()).isTrue();
                        return Integer.parseInt(matcher.group(1));
                    })
                    .summaryStatistics();
            Mix.assertRange(ids, 0, users - 1);
        }
    }

    private static void assertReads(List<Request> requests, String timeline, int users) {
        String query = "GET /wrk2-api/" + timeline + "/read\\?user_id=%s&start=%s&stop=%s";
        Mix.assertRange(Mix.numbers(requests, query.formatted("(\\d+)", "\\d+", "\\d+")), 0, users - 1);
        Mix.assertRange(Mix.numbers(requests, query.formatted("\\d+", "(\\d+)", "\\d+")), 0, 100);
        Matcher window = Pattern.compile(".*start=(\\d+)&stop=(\\d+)").matcher("");
        assertThat(requests).allSatisfy(request -> {
            assertThat(window.reset(request.line()).matches()).isTrue();
            assertThat(Integer.parseInt(window.group(2))).isEqualTo(Integer.parseInt(window.group(1)) + 10);
            assertThat(request.headers()).isEqualTo(Map.of("Host", "target:5000", "Content-Type", FORM));
            assertThat(request.body()).isEmpty();
        });
    }

    private static void assertPosts(List<Request> requests, int users) {
        IntSummaryStatistics mentions = new IntSummaryStatistics();
        IntSummaryStatistics links = new IntSummaryStatistics();
        IntSummaryStatistics pictures = new IntSummaryStatistics();
        IntSummaryStatistics sizes = new IntSummaryStatistics();
        for (Request request : requests) {
            Matcher post = BODY.matcher(request.body());
            assertThat(post.matches()).as(request.body()).isTrue();
            String author = post.group(1);
            String[] others = post.group(3).strip().split(" ", -1);
            assertThat(others).doesNotContain("@username_" + author);
            assertThat(others).allSatisfy(other -> assertThat(Integer.parseInt(other.substring("@username_".length())))
                    .isBetween(0, users - 1));
            assertThat(Integer.parseInt(author)).isBetween(0, users - 1);
            mentions.accept(others.length);
            links.accept(post.group(4).strip().split(" ", -1).length);
            pictures.accept(post.group(5).split(",", -1).length);
            assertThat(post.group(6).split(",", -1)).hasSize(post.group(5).split(",", -1).length);
            sizes.accept(request.body().length());
            assertThat(request.line()).isEqualTo("POST /wrk2-api/post/compose");
            assertThat(request.headers())
                    .isEqualTo(Map.of(
                            "Host",
                            "target:5000",
                            "Content-Type",
                            FORM,
                            "Content-Length",
                            "" + request.body().length()));
        }
        Mix.assertRange(mentions, 1, 6);
        Mix.assertRange(links, 1, 6);
        Mix.assertRange(pictures, 1, 5);
        assertThat(sizes.getMin()).isBetween(440, 460);
        assertThat(sizes.getMax()).isBetween(960, 984);
        assertThat(sizes.getAverage()).isBetween(690.0, 730.0);
    }
}
