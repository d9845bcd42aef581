/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.peers;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.peers.FtpFileServer;
import io.github.cameltranscription.peers.S3ObjectStore;
import io.github.cameltranscription.peers.SftpFileServer;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.UploadedFile;
import io.github.cameltranscription.testing.SmallHeap;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/** A JVM with a heap of 64 MB transcribes a larger recording of a real server. */
@Tag("server")
class LargeObjectTest {

    private static final String NAME = "long.wav";
    private static final String BUCKET = "recordings";
    private static final String STREAMED = "streamDownload=true&stepwise=false";
    private static final String BY_A_LOCAL_FILE = "localWorkDirectory=";

    @TempDir
    static Path folder;

    private static String sha256;
    private static ProviderSimulator simulator;

    @TempDir
    Path work;

    @BeforeAll
    static void prepare() throws Exception {
        Path bucket = Files.createDirectories(folder.resolve(BUCKET));
        SmallHeap.writeRecording(bucket.resolve(NAME));
        sha256 = sha256(bucket.resolve(NAME));
        simulator = ProviderSimulator.builder().start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void forget() {
        simulator.palatine().requests().clear();
    }

    /** In full size both ways from both servers, else each way once. */
    private static List<String> ways(String small) {
        return TestSize.isFull() ? List.of(STREAMED, BY_A_LOCAL_FILE) : List.of(small);
    }

    static List<String> waysFromFtp() {
        return ways(BY_A_LOCAL_FILE);
    }

    static List<String> waysFromSftp() {
        return ways(STREAMED);
    }

    @ParameterizedTest
    @MethodSource("waysFromFtp")
    void fromFtp(String how) throws Exception {
        try (FtpFileServer server = FtpFileServer.start(folder.resolve(BUCKET))) {
            transcribe("ftp:" + FtpFileServer.USER + "@" + server.address() + "?password=" + FtpFileServer.PASSWORD
                    + "&binary=true&noop=true&" + how(how));
        }
    }

    @ParameterizedTest
    @MethodSource("waysFromSftp")
    void fromSftp(String how) throws Exception {
        try (SftpFileServer server = SftpFileServer.start(folder.resolve(BUCKET))) {
            transcribe("sftp:" + SftpFileServer.USER + "@" + server.address() + "?password=" + SftpFileServer.PASSWORD
                    + "&useUserKnownHostsFile=false&noop=true&" + how(how));
        }
    }

    private String how(String how) {
        return how.endsWith("=") ? how + work : how;
    }

    @Test
    void fromS3() throws Exception {
        // The files in the folder of the store are its objects.
        try (S3ObjectStore store = S3ObjectStore.start(folder)) {
            transcribe("aws2-s3:" + BUCKET + "?accessKey=" + S3ObjectStore.ACCESS_KEY + "&secretKey="
                    + S3ObjectStore.SECRET_KEY + "&region=us-east-1&overrideEndpoint=true&uriEndpointOverride="
                    + store.url() + "&forcePathStyle=true&deleteAfterRead=false"
                    // The body is a stream, not an array of bytes.
                    + "&includeBody=false");
        }
    }

    private void transcribe(String source) throws Exception {
        SmallHeap.transcribe(
                work,
                source,
                false,
                "palatine:transcribe?initialDelay=50&apiKey=" + ProviderSimulatorBuilder.DEFAULT_API_KEY + "&baseUrl="
                        + simulator.palatine().baseUrl());

        UploadedFile file =
                simulator.palatine().requests().of(PalatineCall.SUBMIT).get(0).file();
        assertThat(file.fileName()).isEqualTo(NAME);
        assertThat(file.size()).isEqualTo(SmallHeap.LENGTH);
        assertThat(file.sha256()).isEqualTo(sha256);
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
