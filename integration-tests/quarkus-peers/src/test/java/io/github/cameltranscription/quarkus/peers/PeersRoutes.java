/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.peers;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.remote.FtpConstants;

/** From remote files to an HTTP server. */
@ApplicationScoped
public class PeersRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // Without binary=true each CR LF in a recording arrives as LF.
        from("ftp:{{ftp.login}}&binary=true&delay=300&move=done&streamDownload=true&stepwise=false")
                .streamCache("false")
                .to("palatine:transcribe?outputFormat=srt")
                // On a copy, because the consumer needs the header that the delivery removes.
                .multicast(AggregationStrategies.useOriginal(true))
                .stopOnException()
                .to("direct:deliver");

        // Without another option, the body is a remote file whose bytes are in memory.
        from("sftp:{{sftp.login}}&useUserKnownHostsFile=false&delay=300&move=done")
                .to("aiesa:transcribe?outputFormat=text")
                .to("direct:deliver");

        from("direct:deliver")
                .errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(100))
                // The HTTP producer would read the stream of the recording to make a header of it.
                .removeHeader(FtpConstants.REMOTE_FILE_INPUT_STREAM)
                .setHeader("X-File", header(Exchange.FILE_NAME))
                .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                .to("{{delivery.url}}");
    }
}
