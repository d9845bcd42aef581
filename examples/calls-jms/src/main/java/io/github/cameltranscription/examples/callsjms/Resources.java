/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.callsjms;

import java.nio.file.Path;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.springframework.jms.connection.CachingConnectionFactory;

import io.github.cameltranscription.job.JdbcJobRepository;

/** The connection to the broker, and the repository of jobs. */
final class Resources {

    private Resources() {}

    /** Keeps one connection, and makes a new one when it is lost. */
    @Produces
    @Singleton
    static ConnectionFactory broker(
            @ConfigProperty(name = "jms.url") String url,
            @ConfigProperty(name = "jms.username") String username,
            @ConfigProperty(name = "jms.password") String password) {
        return new CachingConnectionFactory(new ActiveMQConnectionFactory(url, username, password));
    }

    static void close(@Disposes ConnectionFactory broker) {
        ((CachingConnectionFactory) broker).destroy();
    }

    /** One repository for all providers: when a call is taken again, each provider continues with its own job. */
    @Produces
    @Singleton
    @Named("jobs")
    static JdbcJobRepository jobs(@ConfigProperty(name = "folder") Path folder) {
        return JdbcJobRepository.inFolder(folder.resolve("jobs"));
    }
}
