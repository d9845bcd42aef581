/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.monitor.MonitorQuery;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

/**
 * Serves the page and its requests over platform-http, in Camel Main and in Camel Quarkus. {@link RequestGuard} checks every
 * request first.
 */
public class JobsPageRoutes extends RouteBuilder {

    private static final String GET = "?httpMethodRestrict=GET";
    private static final String POST = "?httpMethodRestrict=POST";

    @Override
    public void configure() throws Exception {
        Path folder = Path.of(setting("jobs-page.folder")).toAbsolutePath().normalize();
        Page page = Page.load();
        Library library = new Library(folder);
        Uploads uploads = new Uploads(folder, Long.parseLong(setting("jobs-page.max-upload-mb")) << 20);
        ParkedJobs parked = new ParkedJobs(folder);

        onException(RefusedException.class).handled(true).process(Reply::refused);
        onException(Exception.class).handled(true).process(Reply::failed);
        interceptFrom("platform-http:*")
                .process(new RequestGuard(setting("jobs-page.password:"), bindAddress(), names()));

        from("platform-http:/" + GET).process(page::serve);
        from("platform-http:/jobs.json" + GET).process(this::jobs);
        from("platform-http:/transcripts.json" + GET).process(library::list);
        from("platform-http:/transcripts/{id}/{file}" + GET).process(library::serve);
        from("platform-http:/uploads" + POST).process(uploads::begin);
        from("platform-http:/uploads/{id}/{offset}" + POST).process(uploads::add);
        from("platform-http:/parked/{action}" + POST)
                .process(parked::read)
                .toD("${exchangeProperty.provider}:parked?action=${exchangeProperty.action}")
                .process(parked::changed);
    }

    private void jobs(Exchange exchange) {
        String json = TranscriptionMonitor.of(getContext())
                .toJson(MonitorQuery.of(exchange.getMessage().getHeaders()))
                .toJson();
        Reply.json(exchange, json);
    }

    /** Quarkus has no empty values, so a setting that may be empty has an empty default. */
    private String setting(String name) {
        return getContext().resolvePropertyPlaceholders("{{" + name + "}}");
    }

    private String[] names() {
        return setting("jobs-page.host-names:").split("\\s*,\\s*");
    }

    /** The address of the server: Camel Main's setting, else that of Quarkus; Camel Main listens everywhere by default. */
    private String bindAddress() {
        return getContext().resolvePropertyPlaceholders("{{camel.server.host:{{quarkus.http.host:0.0.0.0}}}}");
    }
}
