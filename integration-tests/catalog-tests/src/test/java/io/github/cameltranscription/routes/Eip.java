/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.util.List;
import java.util.function.Consumer;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaPropagation;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

import static org.apache.camel.builder.Builder.body;
import static org.apache.camel.builder.Builder.constant;

/** The places of a route where an endpoint can be. Each adds a route that sends to the endpoint and then to a mock. */
enum Eip {
    TO(at -> at.route().to(at.uri()).to(at.mock())),
    LAZY_START_PRODUCER(
            at -> at.route().to(at.uriWith("lazyStartProducer=true")).to(at.mock())),
    TO_D(at -> at.route().toD(at.uri()).to(at.mock())),
    PIPELINE(at -> at.route().pipeline().to(at.uri()).to(at.mock()).end()),
    STEP(at -> at.route().step("step-" + at.name()).to(at.uri()).to(at.mock()).end()),
    THREADS(at -> at.route().threads(1).to(at.uri()).to(at.mock())),
    SEDA(at -> {
        at.route().to("seda:" + at.name());
        at.builder().from("seda:" + at.name()).to(at.uri()).to(at.mock());
    }),

    SPLIT(at -> at.route().split(listOfBody()).to(at.uri()).to(at.mock()).end()),
    SPLIT_OF_ONE(at -> at.route().split(listOfBody()).to(at.uri()).end().to(at.mock())),
    SPLIT_PARALLEL(at -> at.route()
            .split(listOfBody(), latest())
            .parallelProcessing()
            .streaming()
            .to(at.uri())
            .to(at.mock())
            .end()),
    SPLIT_IN_SPLIT(at -> at.route()
            .split(listOfBody())
            .split(listOfBody())
            .to(at.uri())
            .to(at.mock())
            .end()
            .end()),
    MULTICAST(at ->
            at.route().multicast(latest()).stopOnException().to(at.uri()).end().to(at.mock())),
    MULTICAST_PARALLEL(at -> at.route()
            .multicast(latest())
            .stopOnException()
            .parallelProcessing()
            .to(at.uri())
            .end()
            .to(at.mock())),
    MULTICAST_IN_SPLIT(at -> at.route()
            .split(listOfBody())
            .multicast(latest())
            .to(at.uri())
            .to(at.mock())
            .end()
            .end()),
    RECIPIENT_LIST(
            at -> at.route().recipientList(constant(at.uri())).stopOnException().to(at.mock())),
    RECIPIENT_LIST_PARALLEL(at -> at.route()
            .recipientList(constant(at.uri()))
            .parallelProcessing()
            .stopOnException()
            .to(at.mock())),
    ROUTING_SLIP(at -> at.route().routingSlip(constant(at.uri())).to(at.mock())),
    DYNAMIC_ROUTER(at -> at.route().dynamicRouter(once(at.uri())).to(at.mock())),
    ENRICH(at -> at.route().enrich(at.uri(), latest()).to(at.mock())),
    ENRICH_DYNAMIC(at ->
            at.route().enrich().constant(at.uri()).aggregationStrategy(latest()).to(at.mock())),
    WIRE_TAP(at -> {
        at.route().wireTap("direct:tap-" + at.name());
        at.builder().from("direct:tap-" + at.name()).to(at.uri()).to(at.mock());
    }),
    LOOP(at -> at.route().loop(1).to(at.uri()).to(at.mock()).end()),
    CHOICE(at -> at.route()
            .choice()
            .when(body().isNotNull())
            .to(at.uri())
            .to(at.mock())
            .otherwise()
            .to(at.uri())
            .end()),
    FILTER(at ->
            at.route().filter(body().isNotNull()).to(at.uri()).to(at.mock()).end()),
    IDEMPOTENT_CONSUMER(at -> at.route()
            .idempotentConsumer(constant(at.name()), new MemoryIdempotentRepository())
            .skipDuplicate(false)
            .to(at.uri())
            .to(at.mock())
            .end()),
    AGGREGATE(at -> at.route()
            .aggregate(constant(true), latest())
            .completionSize(1)
            .to(at.uri())
            .to(at.mock())
            .end()),
    RESEQUENCE(at -> at.route()
            .resequence(constant(1))
            .batch()
            .size(1)
            .timeout(100)
            .to(at.uri())
            .to(at.mock())
            .end()),

    CIRCUIT_BREAKER(at -> at.route().circuitBreaker().to(at.uri()).to(at.mock()).end()),
    FALLBACK(at -> at.route()
            .circuitBreaker()
            .throwException(trouble())
            .onFallback()
            .to(at.uri())
            .to(at.mock())
            .end()),
    FAILOVER(at -> at.route()
            .loadBalance()
            .failover()
            .to(at.uri())
            .to("mock:other")
            .end()
            .to(at.mock())),
    ROUND_ROBIN(at -> at.route().loadBalance().roundRobin().to(at.uri()).end().to(at.mock())),
    SAGA(at -> at.route()
            .saga()
            .propagation(SagaPropagation.REQUIRED)
            .to(at.uri())
            .to(at.mock())
            .end()),
    DO_TRY(at -> at.route()
            .doTry()
            .to(at.uri())
            .to(at.mock())
            .doCatch(IllegalStateException.class)
            .to(at.uri())
            .end()),
    DO_CATCH(at -> at.route()
            .doTry()
            .throwException(trouble())
            .doCatch(IllegalStateException.class)
            .to(at.uri())
            .to(at.mock())
            .end()),
    DO_FINALLY(at -> at.route()
            .doTry()
            .to("mock:other")
            .doFinally()
            .to(at.uri())
            .to(at.mock())
            .end()),
    ON_EXCEPTION(at -> {
        RouteDefinition route = at.route();
        route.onException(IllegalStateException.class)
                .handled(true)
                .to(at.uri())
                .to(at.mock())
                .end();
        route.throwException(trouble());
    }),
    ON_COMPLETION(at -> {
        RouteDefinition route = at.route();
        route.onCompletion().to(at.uri()).to(at.mock()).end();
        route.to("mock:other");
    }),

    ROUTE_TEMPLATE(at -> {
        at.builder()
                .routeTemplate("template-" + at.name())
                .templateParameter("address")
                .templateParameter("next")
                .from(at.from())
                .to("{{address}}")
                .to("{{next}}");
        at.builder()
                .templatedRoute("template-" + at.name())
                .routeId(at.name())
                .parameter("address", at.uri())
                .parameter("next", at.mock());
    }),
    SPLIT_IN_ROUTE_TEMPLATE(at -> {
        at.builder()
                .routeTemplate("template-" + at.name())
                .from(at.from())
                .split(listOfBody())
                .to(at.uri())
                .end()
                .to(at.mock());
        at.builder().templatedRoute("template-" + at.name()).routeId(at.name());
    }),
    KAMELET(at -> {
        at.template();
        at.route().kamelet(at.name()).to(at.mock());
    }),
    KAMELET_IN_SPLIT(at -> {
        at.template();
        at.route().split(listOfBody()).to("kamelet:" + at.name()).to(at.mock()).end();
    }),
    SPLIT_IN_KAMELET(at -> {
        at.builder()
                .routeTemplate(at.name())
                .from("kamelet:source")
                .split(listOfBody())
                .to(at.uri())
                .end()
                .to("kamelet:sink");
        at.route().to("kamelet:" + at.name()).to(at.mock());
    });

    private final Consumer<Place> addition;

    Eip(Consumer<Place> addition) {
        this.addition = addition;
    }

    /** Adds the route, whose id and {@code direct:} address are the name. */
    void addTo(RouteBuilder builder, String name, String uri) {
        addition.accept(new Place(builder, name, uri));
    }

    private record Place(RouteBuilder builder, String name, String uri) {

        String from() {
            return "direct:" + name;
        }

        String mock() {
            return "mock:" + name;
        }

        RouteDefinition route() {
            return builder.from(from()).routeId(name);
        }

        void template() {
            builder.routeTemplate(name).from("kamelet:source").to(uri).to("kamelet:sink");
        }

        String uriWith(String option) {
            return uri + (uri.contains("?") ? "&" : "?") + option;
        }
    }

    private static Expression listOfBody() {
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return List.of(exchange.getMessage().getBody());
            }
        };
    }

    private static Expression once(String uri) {
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return exchange.getProperty(Exchange.SLIP_ENDPOINT) == null ? uri : null;
            }
        };
    }

    private static AggregationStrategy latest() {
        return new UseLatestAggregationStrategy();
    }

    private static Exception trouble() {
        return new IllegalStateException("to be handled");
    }
}
