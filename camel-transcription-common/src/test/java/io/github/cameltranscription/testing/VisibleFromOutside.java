/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.component.TranscriptionEndpoint;

/** Collects what can be seen of a Camel context from outside: logs, exchanges, endpoints, JMX. */
public final class VisibleFromOutside implements AutoCloseable {

    private static final MBeanAttributeInfo[] NO_ATTRIBUTES = {};

    private final StringBuilder seen = new StringBuilder();
    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String failure =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            logged.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + failure);
        }
    };
    private final Level formerLevel;

    /** Begins to collect what is logged, at TRACE. */
    public VisibleFromOutside() {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        formerLevel = root().getLevel();
        root().detachAndStopAllAppenders();
        appender.setContext(logging);
        appender.start();
        root().addAppender(appender);
        root().setLevel(Level.TRACE);
        logging.getLogger("io.github.cameltranscription").setLevel(Level.TRACE);
        // The wire log shows what is on the wire; the documentation warns of it. The others are the simulator's side.
        for (String excepted : new String[] {
            "org.apache.hc.client5.http.wire",
            "org.apache.hc.client5.http.headers",
            "io.netty",
            "io.vertx",
            "io.github.cameltranscription.simulator"
        }) {
            logging.getLogger(excepted).setLevel(Level.INFO);
        }
    }

    /** Collects less of what Camel itself logs. */
    public void atDebug() {
        root().setLevel(Level.DEBUG);
    }

    /** Collects of Camel only what it logs by itself: at DEBUG, it shows what it puts in place of placeholders. */
    public void atInfo() {
        root().setLevel(Level.INFO);
    }

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Looks at an exchange, except at the named headers, which the user has set. */
    public void look(Exchange exchange, Set<String> ownHeaders) {
        if (exchange.getException() != null) {
            look(exchange.getException());
        }
        seen.append(exchange).append('\n');
        exchange.getAllProperties()
                .forEach((name, value) ->
                        seen.append(name).append('=').append(value).append('\n'));
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (!ownHeaders.contains(name)) {
                seen.append(name).append('=').append(value).append('\n');
            }
        });
    }

    /** Looks at a failure with all its causes. */
    public void look(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        seen.append(trace).append('\n');
    }

    /** Looks at all endpoints, their options and their components. */
    public void lookAtEndpoints(CamelContext context) {
        for (Endpoint endpoint : context.getEndpoints()) {
            seen.append(endpoint).append(' ').append(endpoint.getEndpointUri()).append(' ');
            seen.append(endpoint.getEndpointKey()).append('\n');
            if (endpoint instanceof TranscriptionEndpoint<?> ours) {
                seen.append(ours.getConfiguration()).append(ours.getComponent());
                seen.append(ours.httpSettings()).append('\n');
            }
        }
    }

    /** Looks at our endpoints alone: those of Kamelets are Camel's, which keeps their URIs as they are. */
    public void lookAtOwnEndpoints(CamelContext context) {
        context.getEndpoints().stream()
                .filter(TranscriptionEndpoint.class::isInstance)
                .forEach(endpoint -> seen.append(endpoint)
                        .append(' ')
                        .append(endpoint.getEndpointUri())
                        .append('\n'));
    }

    /** Looks at the names of all of Camel's MBeans, and at their attributes. */
    public void lookAtManagement(boolean attributes) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            seen.append(name).append('\n');
            MBeanAttributeInfo[] shown = attributes ? server.getMBeanInfo(name).getAttributes() : NO_ATTRIBUTES;
            for (MBeanAttributeInfo attribute : shown) {
                seen.append(attribute.getName())
                        .append('=')
                        .append(valueOf(server, name, attribute))
                        .append('\n');
            }
        }
    }

    private static Object valueOf(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return server.getAttribute(name, attribute.getName());
        } catch (JMException | RuntimeException unreadable) {
            return "unreadable";
        }
    }

    /** What was logged so far. */
    public List<String> logged() {
        return List.copyOf(logged);
    }

    /** All lines seen so far, those logged included. */
    public List<String> lines() {
        StringBuilder all = new StringBuilder(seen);
        logged.forEach(line -> all.append(line).append('\n'));
        return all.toString().lines().toList();
    }

    /** Ends the collecting. */
    @Override
    public void close() {
        root().setLevel(formerLevel);
        root().detachAppender(appender);
    }
}
