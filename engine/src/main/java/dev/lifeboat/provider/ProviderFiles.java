package dev.lifeboat.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Files that a kind of provider keeps below the state folder, for those who check or pack all of
/// them.
///
/// @param folder of its own there, by its name; it may not exist
/// @param privateNames names of files in it that are their owner's alone
/// @param leftOut whether a file or folder, wherever it is, holds what no bundle may have
/// @param secrets tells those that it knows by their value
public record ProviderFiles(
    String folder, Set<String> privateNames, Predicate<Path> leftOut, Secrets secrets) {

  public ProviderFiles {
    privateNames = Set.copyOf(privateNames);
  }

  /// Nothing in `folder` is secret, and anybody may read it.
  public static ProviderFiles open(String folder) {
    return new ProviderFiles(folder, Set.of(), _ -> false, _ -> List.of());
  }

  /// The folder of its own.
  ///
  /// @param state the state folder
  public Path in(Path state) {
    return state.resolve(folder);
  }

  /// Reads secrets.
  @FunctionalInterface
  public interface Secrets {
    /// All of them.
    ///
    /// @param folder of the provider's own
    /// @throws IOException when they cannot be read: they could not be removed from a text then
    List<String> of(Path folder) throws IOException;
  }
}
