/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/**
 * Fetches recordings from the server into a folder. {@link TranscribeRoute} is separate, because the consumer of a remote
 * server takes one file after the other, and would hold its connection during each job.
 */
@ApplicationScoped
public class FetchRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("sftp:{{sftp.server}}/{{sftp.folder}}?username={{sftp.username}}&password=RAW({{sftp.password}})"
                        + "&{{sftp.host-key}}&includeExt=wav,flac,mp3,ogg,m4a&delay={{sftp.poll-delay}}"
                        // A file that was changed just now may still be uploaded, and waits.
                        + "&readLock=changed&readLockCheckInterval={{sftp.settled-after}}"
                        + "&readLockTimeout={{sftp.give-up-after}}"
                        // Into a file on the disk, not into memory.
                        + "&localWorkDirectory={{folder}}/work&move=fetched")
                .routeId("fetch")
                // The modification time is part of the job's key: a recording that is fetched twice keeps its key.
                .to("file:{{folder}}/inbox?tempFileName=.${file:name}.part&keepLastModified=true");
    }
}
