/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA SSHD with SFTP for a local folder, one user, and a new host key. */
public final class SftpFileServer implements AutoCloseable {

    /** The user. */
    public static final String USER = "operator";

    /** The password of {@link #USER}. */
    public static final String PASSWORD = "sftp-password";

    private final SshServer server;

    private SftpFileServer(SshServer server) {
        this.server = server;
    }

    /** Starts it at a free loopback port; the user sees the folder {@code root}, which must exist, as {@code /}. */
    public static SftpFileServer start(Path root) throws IOException {
        SimpleGeneratorHostKeyProvider hostKey = new SimpleGeneratorHostKeyProvider();
        hostKey.setAlgorithm(KeyUtils.EC_ALGORITHM);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(LoopbackAddress.HOST);
        server.setPort(0);
        server.setKeyPairProvider(hostKey);
        server.setPasswordAuthenticator((user, password, session) -> USER.equals(user) && PASSWORD.equals(password));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root.toAbsolutePath()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
        return new SftpFileServer(server);
    }

    /** {@code host:port}. */
    public String address() {
        return LoopbackAddress.with(server.getPort());
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
