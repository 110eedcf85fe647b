package dev.lifeboat.postgres;

import dev.lifeboat.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the bundled binaries, unpacked once for all of them, and a [Site] of their own.
public final class Binaries implements ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(Binaries.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Site.class || type == Installation.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var unpacked =
        context
            .getRoot()
            .getStore(OURS)
            .computeIfAbsent(Unpacked.class, key -> Unpacked.now(), Unpacked.class);
    if (parameter.getParameter().getType() == Installation.class) {
      return unpacked.installation();
    }
    return context
        .getStore(OURS)
        .computeIfAbsent(Site.class, key -> site(unpacked.installation()), Site.class);
  }

  private static Site site(Installation installation) {
    try {
      return new Site(installation);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private record Unpacked(Path folder, Installation installation) implements AutoCloseable {

    static Unpacked now() {
      try {
        var folder = Files.createTempDirectory("lifeboat-binaries-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Unpacked(folder, Bundle.unpackInto(folder));
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public void close() throws IOException {
      FileTree.delete(folder);
    }
  }
}
