package dev.lifeboat.lab.bucket;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.provider.Succession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The controller's wish for a role under an epoch, as `PUT /role` has it.
///
/// @param replaces epoch of the writer that a new one replaces; zero for none
/// @param acceptedLoss a person's word that what the copy lacks may be lost; mostly null
record RoleRequest(
    BucketRole role,
    long epoch,
    long replaces,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String acceptedLoss) {

  static RoleRequest of(BucketRole role, long epoch, Succession succession) {
    return new RoleRequest(
        role, epoch, succession.writer(), succession.acceptedLoss().orElse(null));
  }

  Succession succession() {
    return new Succession(replaces, List.of(), Optional.ofNullable(acceptedLoss));
  }
}
