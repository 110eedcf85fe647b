/// What bytes are known by: [dev.lifeboat.digest.Sha256], spelled in one way everywhere.
@NullMarked
package dev.lifeboat.digest;

import org.jspecify.annotations.NullMarked;
