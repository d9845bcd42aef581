/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A JMS broker: Artemis, with queues in memory that are made when they are used, and for any client. */
public final class JmsBroker implements AutoCloseable {

    private final EmbeddedActiveMQ server;
    private final String url;

    private JmsBroker(EmbeddedActiveMQ server, String url) {
        this.server = server;
        this.url = url;
    }

    /**
     * Starts it at a free port of the loopback address.
     *
     * @return           the broker, which is to be closed
     * @throws Exception if it does not start
     */
    public static JmsBroker start() throws Exception {
        return start("tcp://" + LoopbackAddress.with(LoopbackAddress.freePort()));
    }

    /**
     * Starts it where one was that has been closed.
     *
     * @param  url       of the other one
     * @return           the broker, which is to be closed
     * @throws Exception if it does not start
     */
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

    /** For a connection factory. */
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
