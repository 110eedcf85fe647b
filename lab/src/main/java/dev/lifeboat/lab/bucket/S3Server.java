package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How one region's S3 server is run: Adobe S3Mock's executable jar, in a process of its own.
///
/// It listens on the given address alone, which takes a settings file: by its options alone its
/// plain HTTP port would stand open on every interface. Object versions, delete markers and the
/// versioning state survive SIGKILL. The caller starts the process, after [#prepare].
///
/// @param root the folder that holds all its objects
/// @param listen where it speaks plain HTTP
/// @param tlsPort a second free port on the same address: the server insists on one, nobody uses it
public record S3Server(Path root, InetSocketAddress listen, int tlsPort) {
  /// S3Mock makes its plain HTTP connector itself and gives it a port but no address.
  private static final String SETTINGS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <beans xmlns="http://www.springframework.org/schema/beans"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.springframework.org/schema/beans
              https://www.springframework.org/schema/beans/spring-beans.xsd">
        <bean class="org.springframework.beans.factory.config.MethodInvokingBean">
          <property name="targetObject" ref="httpConnector"/>
          <property name="targetMethod" value="setProperty"/>
          <property name="arguments">
            <list><value>address</value><value>${server.address}</value></list>
          </property>
        </bean>
      </beans>
      """;

  public S3Server {
    if (listen.getPort() == tlsPort) {
      throw new IllegalArgumentException("tlsPort must differ from the port, was " + tlsPort);
    }
  }

  /// Creates the folder, and the settings file and the folder for temporary files beside it. Safe
  /// to repeat.
  public void prepare() throws IOException {
    Files.createDirectories(root);
    Files.createDirectories(temporary());
    Files.writeString(settings(), SETTINGS);
  }

  /// The command line.
  public List<String> command(Path java, S3Program program) {
    var line = new ArrayList<String>();
    // A killed server leaves its temporary files; they must go with the lab.
    line.addAll(program.command(java, List.of("-Djava.io.tmpdir=" + temporary())));
    line.addAll(
        List.of(
            "--server.address=" + listen.getHostString(),
            "--http.port=" + listen.getPort(),
            "--server.port=" + tlsPort,
            "--spring.main.sources=" + settings().toUri()));
    return List.copyOf(line);
  }

  /// As [#command], after `repair` has ended well, in the same process.
  ///
  /// @param repair the command line that runs [StoreRepair] on the root
  public List<String> commandAfter(List<String> repair, Path java, S3Program program) {
    return List.of("sh", "-c", quoted(repair) + " && exec " + quoted(command(java, program)));
  }

  private static String quoted(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /// The environment variables that the command line cannot carry.
  public Map<String, String> environment() {
    return Map.of(
        "COM_ADOBE_TESTING_S3MOCK_STORE_ROOT",
        root.toString(),
        "COM_ADOBE_TESTING_S3MOCK_STORE_RETAIN_FILES_ON_EXIT",
        "true");
  }

  private Path temporary() {
    return root.resolveSibling(root.getFileName() + "-tmp");
  }

  private Path settings() {
    return root.resolveSibling(root.getFileName() + "-settings.xml");
  }
}
