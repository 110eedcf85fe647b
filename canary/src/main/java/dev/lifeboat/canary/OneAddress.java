package dev.lifeboat.canary;

import java.net.URI;

/// The address that never changes: a proxy's.
record OneAddress(URI address) implements DoorAddress {

  @Override
  public boolean known() {
    return true;
  }
}
