package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// The jar that Lambda is given holds all that the handlers need, and little else. Lambda loads it
/// by a class loader of its own, which knows the JDK alone.
final class FunctionJarTest {
  private static final Path JAR = Path.of(System.getProperty("lifeboat.functions"));

  /// Lambda takes 50 MB over the wire: "Lambda quotas" of its developer guide.
  private static final long MOST = 45_000_000;

  @Test
  void a_handler_of_the_jar_answers_by_nothing_but_the_jar() throws Exception {
    try (var loader =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      var handler =
          loader.loadClass(RunHandler.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(handler.getClass()).isNotEqualTo(RunHandler.class);

      var wrong = new ByteArrayInputStream("{\"plan\":\"0\"}".getBytes(StandardCharsets.UTF_8));

      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> handle(loader, handler, wrong, new ByteArrayOutputStream()))
          .havingCause()
          .withMessageContaining("another plan than the function has");
    }
  }

  /// Users typed them when they made the functions: they keep answering, whatever is renamed.
  @Test
  void the_names_that_users_typed_are_in_the_jar() throws Exception {
    try (var loader =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (var name : List.of("Failover", "Parameter", "Plan", "Recovery", "Run", "Snapshot")) {
        var handler = loader.loadClass("dev.lifeboat.aws.function." + name + "Handler");
        assertThat(handler.getMethods()).anyMatch(it -> it.getName().equals("handleRequest"));
      }
    }
  }

  private static void handle(ClassLoader jar, Object handler, InputStream in, OutputStream out)
      throws Exception {
    var context = jar.loadClass("com.amazonaws.services.lambda.runtime.Context");
    handler
        .getClass()
        .getMethod("handleRequest", InputStream.class, OutputStream.class, context)
        .invoke(handler, in, out, null);
  }

  @Test
  void it_is_small_enough_to_be_uploaded_as_it_is() throws Exception {
    assertThat(Files.size(JAR)).isLessThan(MOST);
  }

  @Test
  void it_leaves_out_what_no_function_does() throws Exception {
    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(Object::toString))
          .contains("dev/lifeboat/aws/function/RunHandler.class")
          .noneMatch(it -> it.startsWith("software/amazon/awssdk/services/ec2/"))
          .noneMatch(it -> it.startsWith("software/amazon/awssdk/services/fis/"))
          .noneMatch(it -> it.startsWith("org/postgresql/"))
          .noneMatch(it -> it.endsWith("AsyncClient.class") && it.contains("/services/"));
    }
  }
}
