// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.kotlin

import com.sun.net.httpserver.HttpServer
import io.github.wrkjunit.assertj.WorkloadAssertions.assertThat
import io.github.wrkjunit.jupiter.WithWorkload
import io.github.wrkjunit.jupiter.WorkloadTarget
import io.github.wrkjunit.jupiter.Workloads
import io.github.wrkjunit.report.Outcome
import io.github.wrkjunit.report.WorkloadReport
import io.github.wrkjunit.runtime.WorkloadRunner
import java.net.InetSocketAddress
import java.net.URI
import java.time.Duration.ofSeconds
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** A load test in Kotlin reads as it does in Java. */
class KotlinTest {

    private val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0).apply {
        createContext("/") { exchange ->
            exchange.sendResponseHeaders(204, -1)
            exchange.close()
        }
        start()
    }

    @WorkloadTarget
    val url = "http://127.0.0.1:${server.address.port}"

    @AfterEach
    fun stop() = server.stop(0)

    @Test
    @WithWorkload(rate = 50.0, duration = "2s")
    fun answers(report: WorkloadReport) {
        assertThat(report).hasNoErrors().hasPercentileBelow(75.0, ofSeconds(2))
    }

    @Test
    @Workloads
    fun `the test drives its loads itself`(workloads: WorkloadRunner) {
        val running = workloads.start { it.name("healthy").rate(20.0).duration(ofSeconds(1)) }
        running.during("visit") { URI.create(url).toURL().openStream().close() }
        val healthy = running.await()
        val dead = workloads.run { it.name("dead").rate(20.0).duration(ofSeconds(1)).url(NOBODY_LISTENS) }

        assertThat(healthy).hasNoErrors()
        assertThat(dead).hasAtLeast(1, Outcome.CONNECT).hasErrorRateAtLeast(1.0)
    }

    private companion object {
        const val NOBODY_LISTENS = "http://127.0.0.1:1"
    }
}
