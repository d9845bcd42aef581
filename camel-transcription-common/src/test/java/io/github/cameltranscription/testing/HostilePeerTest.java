/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A provider answers each kind of request with what a small heap cannot hold; a JVM of 96 MB goes on. It has a JVM of
 * its own for the size of its heap, and a server of its own as no simulator writes such answers.
 */
@Tag("server")
public abstract class HostilePeerTest {

    private final String scheme;
    private final String options;
    private final List<String> requests;

    @TempDir
    Path folder;

    /**
     * @param scheme   the component
     * @param options  its credentials, as in a URI
     * @param requests pairs of an operation and what the first line of its request begins with or has in it
     */
    protected HostilePeerTest(String scheme, String options, String... requests) {
        this.scheme = scheme;
        this.options = options;
        this.requests = List.of(requests);
    }

    /** The body of a good answer. */
    protected abstract String answer(String request, String peer);

    @Test
    void everyAttackIsFollowedByTwentyGoodRequests() throws Exception {
        String[] address = new String[1];
        try (RawServer peer = new RawServer(new HostilePeer(request -> answer(request, address[0])))) {
            address[0] = peer.url();
            String uriOptions = "baseUrl=" + peer.url() + "/v1&responseTimeout=1s&maxRetries=0&" + options;
            SmallHeap.run(
                    folder,
                    96,
                    HostilePeerClient.class,
                    Stream.concat(Stream.of(peer.url(), scheme, uriOptions), requests.stream())
                            .toList());
        }
    }
}
