package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Goes through a folder and all below it, a folder before what it holds, names in order of their
/// bytes. Never follows a link.
final class SourceWalk {

  /// What is told of each path.
  interface Visitor {
    /// Something is there.
    ///
    /// @param file where it is now
    void found(VaultPath path, Path file, ItemAttributes.Look look)
        throws IOException, InterruptedException;

    /// Something is there and cannot be looked at.
    void absent(VaultPath path, String why) throws IOException, InterruptedException;
  }

  private record Child(VaultPath path, Path file) {}

  private final Visitor visitor;
  private final Deque<Iterator<Child>> open = new ArrayDeque<>();

  SourceWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /// @throws IOException when `source` itself cannot be looked at; what is below it is told
  void walk(Path source) throws IOException, InterruptedException {
    var look = ItemAttributes.look(source);
    boolean isFolder = look.kind() == ItemAttributes.Kind.FOLDER;
    visit(new Child(isFolder ? VaultPath.ROOT : VaultPath.nameOf(source), source), look);
    while (!open.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (open.peek().hasNext()) {
        look(open.peek().next());
      } else {
        open.pop();
      }
    }
  }

  private void look(Child child) throws IOException, InterruptedException {
    ItemAttributes.Look look;
    try {
      look = ItemAttributes.look(child.file());
    } catch (NoSuchFileException goneSinceItWasListed) {
      return;
    } catch (IOException refused) {
      visitor.absent(child.path(), why(refused));
      return;
    }
    visit(child, look);
  }

  private void visit(Child child, ItemAttributes.Look look)
      throws IOException, InterruptedException {
    visitor.found(child.path(), child.file(), look);
    if (look.kind() == ItemAttributes.Kind.FOLDER) {
      try {
        open.push(children(child).iterator());
      } catch (ClosedByInterruptException interrupted) {
        throw interruption(interrupted);
      } catch (IOException refused) {
        visitor.absent(child.path(), "what it holds cannot be listed: " + why(refused));
      }
    }
  }

  private static List<Child> children(Child folder) throws IOException {
    var children = new ArrayList<Child>();
    try (var files = Files.newDirectoryStream(folder.file())) {
      for (var file : files) {
        children.add(new Child(folder.path().child(VaultPath.nameOf(file)), file));
      }
    } catch (DirectoryIteratorException broken) {
      throw broken.getCause();
    }
    children.sort(Comparator.comparing(Child::path));
    return children;
  }

  static InterruptedException interruption(IOException cause) {
    var interruption = new InterruptedException("stopped while it read");
    interruption.initCause(cause);
    return interruption;
  }

  /// In words: of some exceptions the message is the path and nothing else.
  static String why(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException told when told.getReason() != null -> told.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
