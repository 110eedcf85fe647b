package dev.lifeboat.guard.vote;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Functions of the C library of a 64-bit Linux, which take structures as arrays on the heap. Only
/// for functions that return at once: the virtual machine waits for them.
final class CLibrary {
  private CLibrary() {}

  /// Empty on other machines, and where the virtual machine was not allowed to call it.
  @SuppressWarnings("restricted") // Each shape is that of the manual page.
  static Optional<MethodHandle> function(String name, FunctionDescriptor shape) {
    if (!isLinux() || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
      return Optional.empty();
    }
    try {
      var linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find(name)
          .map(there -> linker.downcallHandle(there, shape, Linker.Option.critical(true)));
    } catch (IllegalCallerException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }
}
