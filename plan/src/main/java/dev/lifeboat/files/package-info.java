/// Files that survive a crash whole or not at all: [dev.lifeboat.files.DurableFile] is replaced as
/// a whole, [dev.lifeboat.files.DurableLog] grows line by line. What bytes are known by:
/// [dev.lifeboat.files.Sha256], spelled in one way everywhere.
@NullMarked
package dev.lifeboat.files;

import org.jspecify.annotations.NullMarked;
