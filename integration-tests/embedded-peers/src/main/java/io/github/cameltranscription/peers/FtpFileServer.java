/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.nio.file.Path;
import java.util.List;

import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** Apache FtpServer with a local folder, and one user who may read and write. */
public final class FtpFileServer implements AutoCloseable {

    /** The user. */
    public static final String USER = "operator";

    /** The password of {@link #USER}. */
    public static final String PASSWORD = "ftp-password";

    private static final String LISTENER = "default";

    private final FtpServer server;
    private final Listener listener;

    private FtpFileServer(FtpServer server, Listener listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Starts it at a free loopback port; the user sees the folder {@code root}, which must exist, as {@code /}. */
    public static FtpFileServer start(Path root) throws FtpException {
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(root.toString());
        user.setAuthorities(List.of(new WritePermission()));

        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress(LoopbackAddress.HOST);
        listeners.setPort(0);
        Listener listener = listeners.createListener();

        FtpServerFactory servers = new FtpServerFactory();
        servers.getUserManager().save(user);
        servers.addListener(LISTENER, listener);
        FtpServer server = servers.createServer();
        server.start();
        return new FtpFileServer(server, listener);
    }

    /** {@code host:port}. */
    public String address() {
        return LoopbackAddress.with(listener.getPort());
    }

    @Override
    public void close() {
        server.stop();
    }
}
