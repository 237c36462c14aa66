package bnn4j.remote.ssh;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.common.AbstractAgentClient;
import org.apache.sshd.agent.local.AgentImpl;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An SSH agent with one key, behind a socket. */
final class Agent implements AutoCloseable {
  private final Path socket;
  private final ServerSocketChannel server;
  private final SshAgent keys = new AgentImpl();
  private final Thread thread = new Thread(this::serve, "agent");

  Agent(Path socket, KeyPair key) throws IOException {
    this.socket = socket;
    keys.addIdentity(key, "own");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    thread.start();
  }

  Path socket() {
    return socket;
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        serve(client);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void serve(SocketChannel client) throws IOException {
    AbstractAgentClient protocol =
        new AbstractAgentClient(keys) {
          @Override
          protected void reply(Buffer answer) throws IOException {
            client.write(ByteBuffer.wrap(answer.array(), answer.rpos(), answer.available()));
          }
        };
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    while (client.read(bytes.clear()) > 0) {
      protocol.messageReceived(new ByteArrayBuffer(bytes.array(), 0, bytes.position()));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
    thread.join();
  }
}
