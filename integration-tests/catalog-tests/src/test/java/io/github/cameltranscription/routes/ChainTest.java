/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.RateLimitedException;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several operations in one route, with more recordings than the endpoints have places: every transcript arrives, and the
 * number of exchanges in the chain is bounded.
 */
@Timeout(180)
@Tag("heavy")
class ChainTest extends RouteTestSupport {

    /** In full size the default of 1000. */
    private static final String PLACES = TestSize.isFull() ? "" : "?maxInFlight=100";

    private static final String LINK = "https://recordings.example.org/";

    /** A chain, how many recordings go through it, and how many exchanges it may hold. */
    enum Chain {
        SUBMIT_THEN_AWAIT(
                TestSize.of(300, 1_300), TestSize.of(230, 2_100), route -> route.to("shopot:submit" + ChainTest.PLACES)
                        .to("shopot:await" + ChainTest.PLACES)),
        SUBMIT_THEN_AWAIT_REDELIVERED(
                TestSize.of(300, 3_000), 2_100, route -> route.onException(RateLimitedException.class)
                        .maximumRedeliveries(20)
                        .redeliveryDelay(10)
                        .end()
                        .to("shopot:submit?maxInFlight=100")
                        .to("shopot:await?maxInFlight=100")),
        THREE_WITH_TWO_PLACES_EACH(TestSize.of(20, 60), 14, route -> route.to("palatine:submit?maxInFlight=2")
                .to("palatine:await?maxInFlight=2")
                .setBody(ChainTest::link)
                .to("shopot:transcribe?maxInFlight=2")),
        ONE_ENDPOINT_TWICE(TestSize.of(20, 60), 14, route -> route.to("palatine:transcribe?maxInFlight=2")
                .setBody(ChainTest::link)
                .to("shopot:transcribe?maxInFlight=2")
                .setBody(ChainTest::link)
                .to("palatine:transcribe?maxInFlight=2")),
        CIRCUIT_BREAKER(60, 60, route -> route.to("palatine:transcribe?maxInFlight=20")
                .setBody(ChainTest::link)
                .circuitBreaker()
                .to("shopot:transcribe?maxInFlight=20")
                .end()),
        FAILOVER(TestSize.of(80, 200), 60, route -> route.loadBalance()
                .failover()
                .to("aiesa:await?maxInFlight=20")
                .to("shopot:transcribe?maxInFlight=20")
                .end()),
        TIMED_OUT_THEN_AWAITED(60, 60, route -> route.onException(JobTimedOutException.class)
                .maximumRedeliveries(50)
                .redeliveryDelay(1)
                .end()
                .to("shopot:transcribe?maxInFlight=20&initialDelay=1&jobTimeout=30")
                .setBody(ChainTest::link)
                .to("palatine:transcribe?maxInFlight=20")),
        /** Each exchange stays on the thread of its transaction, which is a thread of the route. */
        TRANSACTED(TestSize.of(20, 60), 30, route -> route.threads(10, 10)
                .maxQueueSize(10)
                .transacted()
                .to("shopot:submit?maxInFlight=4")
                .to("shopot:await?maxInFlight=4")
                .process(exchange -> requireTransaction())
                .setBody(ChainTest::link)
                .to("palatine:transcribe?maxInFlight=4")
                .process(exchange -> requireTransaction())),
        /** The transactions block more reply threads than there are by default. */
        TRANSACTED_ON_REPLY_THREADS(TestSize.of(80, 200), 130, route -> route.to("palatine:submit?maxInFlight=40")
                .to("palatine:await?maxInFlight=40")
                .setBody(ChainTest::link)
                .to("direct:transacted")
                .setBody(ChainTest::link)
                .to("direct:transacted")),
        QUEUE_THAT_BLOCKS(TestSize.of(70, 100), 60, route -> route.to("palatine:transcribe?maxInFlight=20")
                .setBody(ChainTest::link)
                .to("seda:second?size=10&blockWhenFull=true&waitForTaskToComplete=Never"));

        private final int recordings;
        private final int places;
        private final UnaryOperator<ProcessorDefinition<?>> steps;

        Chain(int recordings, int places, UnaryOperator<ProcessorDefinition<?>> steps) {
            this.recordings = recordings;
            this.places = places;
            this.steps = steps;
        }
    }

    private static Object link(Exchange exchange) {
        return URI.create(LINK + exchange.getMessage().getHeader("number") + "/" + exchange.getExchangeId() + ".mp3");
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("this thread has no transaction");
        }
    }

    /** Transactions of a resource without state. */
    private static final class Transactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }

    private DefaultCamelContext context() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("transactions", new SpringTransactionPolicy(new Transactions()));
        for (Provider provider : Provider.values()) {
            TranscriptionConfiguration configuration = provider.configure(context, simulator);
            configuration.setInitialDelay(TestSize.of(10, 50));
            configuration.setMaxPollInterval(TestSize.of(50, 30_000));
        }
        return context;
    }

    @ParameterizedTest
    @EnumSource
    void everyTranscriptArrivesAndTheChainIsBounded(Chain chain) throws Exception {
        for (Provider provider : Provider.values()) {
            provider.onProcessing(simulator)
                    .processingTime(Duration.ofMillis(TestSize.of(60, 300)))
                    .always();
        }
        AtomicInteger live = new AtomicInteger();
        AtomicInteger mostLive = new AtomicInteger();
        try (DefaultCamelContext context = context()) {
            RouteBuilder.addRoutes(context, routes -> {
                RouteDefinition first =
                        routes.from("seda:in?size=10000&pollTimeout=20").routeId("chain");
                first.process(exchange -> mostLive.accumulateAndGet(live.incrementAndGet(), Math::max));
                chain.steps
                        .apply(first)
                        .process(exchange -> live.decrementAndGet())
                        .to("mock:out");
                routes.from("seda:second?size=10&concurrentConsumers=2&pollTimeout=20")
                        .to("shopot:transcribe?maxInFlight=4")
                        .to("mock:second");
                routes.from("direct:transacted")
                        .transacted()
                        .to("shopot:submit?maxInFlight=20")
                        .to("shopot:await?maxInFlight=20")
                        .process(exchange -> requireTransaction());
            });
            context.start();
            String end = chain == Chain.QUEUE_THAT_BLOCKS ? "mock:second" : "mock:out";
            MockEndpoint arrived = context.getEndpoint(end, MockEndpoint.class);

            for (int number = 0; number < chain.recordings; number++) {
                send(
                        context,
                        "seda:in?waitForTaskToComplete=Never&size=10000",
                        URI.create(LINK + number + ".mp3"),
                        Map.of("number", number));
            }

            Awaitility.await()
                    .atMost(150, TimeUnit.SECONDS)
                    .until(() -> arrived.getReceivedCounter() == chain.recordings);
            assertThat(mostLive).hasValueLessThanOrEqualTo(chain.places);
        }
    }
}
