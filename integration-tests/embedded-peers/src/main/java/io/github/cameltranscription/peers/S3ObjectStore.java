/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy: an S3 server that keeps its objects in a folder and checks signatures. */
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

    /** Starts it at a free loopback port, without a bucket; creates the folder {@code root} if it is missing. */
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

    /** The endpoint, for clients with path-style access. */
    public String url() {
        return "http://" + LoopbackAddress.with(server.getPort());
    }

    /** Creates a bucket. */
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
