/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/**
 * Fetches what was dropped on the server into a folder. Apart from what becomes of it: a consumer of a remote server
 * takes one file after the other, and would keep its connection while a job takes its time.
 */
@ApplicationScoped
public class FetchRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("sftp:{{sftp.server}}/{{sftp.folder}}?username={{sftp.username}}&password=RAW({{sftp.password}})"
                        + "&{{sftp.host-key}}&includeExt=wav,flac,mp3,ogg,m4a&delay={{sftp.poll-delay}}"
                        // Not before it has been written in full.
                        + "&readLock=changed&readLockCheckInterval={{sftp.settled-after}}"
                        + "&readLockTimeout={{sftp.give-up-after}}"
                        // To a file on the disk, and not into memory.
                        + "&localWorkDirectory={{folder}}/work&move=fetched")
                .routeId("fetch")
                // The time of change is part of what a job is recorded under: fetched twice, it is the same recording.
                .to("file:{{folder}}/inbox?tempFileName=.${file:name}.part&keepLastModified=true");
    }
}
