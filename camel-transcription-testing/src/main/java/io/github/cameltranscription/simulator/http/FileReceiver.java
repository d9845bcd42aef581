/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.audio.AudioAnalyzer;
import io.github.cameltranscription.simulator.multipart.PartHeaders;
import io.github.cameltranscription.simulator.request.UploadedFile;

/** Takes a file's measure as it streams by. */
final class FileReceiver {

    private final PartHeaders headers;
    private final MessageDigest digest = sha256();
    private final AudioAnalyzer analyzer = new AudioAnalyzer();
    private long size;

    FileReceiver(PartHeaders headers) {
        this.headers = headers;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void accept(byte[] bytes, int offset, int length) {
        size += length;
        digest.update(bytes, offset, length);
        analyzer.accept(bytes, offset, length);
    }

    /** To be called once. */
    UploadedFile file() {
        return new UploadedFile(
                headers.fileName(), headers.contentType(), size, HexFormat.of().formatHex(digest.digest()));
    }

    /** To be called once. */
    AudioAnalysis analysis() {
        return analyzer.finish();
    }
}
