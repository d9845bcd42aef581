/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server that speaks S3: S3Proxy, which keeps objects in a folder and checks signatures. */
public final class S3ObjectStore implements AutoCloseable {

    /** The access key id. */
    public static final String ACCESS_KEY = "s3-access-key";

    /** The secret access key. */
    public static final String SECRET_KEY = "s3-secret-key";

    private final S3Proxy server;
    private final BlobStore objects;

    private S3ObjectStore(S3Proxy server, BlobStore objects) {
        this.server = server;
        this.objects = objects;
    }

    /**
     * Starts it at a free port of the loopback address, with no bucket.
     *
     * @param  root      where objects are kept; made if it is missing
     * @return           the server, which is to be closed
     * @throws Exception if it does not start
     */
    public static S3ObjectStore start(Path root) throws Exception {
        BlobStore objects = new FilesystemNio2BlobStore(
                Files.createDirectories(root).toAbsolutePath().toString());
        S3Proxy server = S3Proxy.builder()
                .endpoint(URI.create("http://" + LoopbackAddress.with(0)))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                .blobStore(objects)
                .build();
        server.start();
        return new S3ObjectStore(server, objects);
    }

    /** The endpoint, which clients must use with path-style access. */
    public String url() {
        return "http://" + LoopbackAddress.with(server.getPort());
    }

    /**
     * Makes a bucket.
     *
     * @param name its name
     */
    public void createBucket(String name) {
        objects.createContainer(name);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("S3Proxy did not stop", failure);
        }
    }
}
