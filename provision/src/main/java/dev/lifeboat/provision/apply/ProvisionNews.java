package dev.lifeboat.provision.apply;

/// Told of each step while it is done.
@FunctionalInterface
public interface ProvisionNews {
  /// One step.
  ///
  /// @param what a stack or an object
  /// @param state in one word
  void tell(String what, String state, String detail);
}
