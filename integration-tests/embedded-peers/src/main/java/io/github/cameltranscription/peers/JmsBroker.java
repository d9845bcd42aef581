/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** Artemis: a JMS broker without passwords, whose queues are in memory and are created on first use. */
public final class JmsBroker implements AutoCloseable {

    private final EmbeddedActiveMQ server;
    private final String url;

    private JmsBroker(EmbeddedActiveMQ server, String url) {
        this.server = server;
        this.url = url;
    }

    /** Starts it at a free loopback port. */
    public static JmsBroker start() throws Exception {
        return start("tcp://" + LoopbackAddress.with(LoopbackAddress.freePort()));
    }

    /** Starts it at this URL, such as that of a closed broker. */
    public static JmsBroker start(String url) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("tcp", url);
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
        server.start();
        return new JmsBroker(server, url);
    }

    /** The URL for a connection factory. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("Artemis did not stop", failure);
        }
    }
}
