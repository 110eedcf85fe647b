/// Files that survive a crash whole or not at all: [dev.lifeboat.durable.DurableFile].
@NullMarked
package dev.lifeboat.durable;

import org.jspecify.annotations.NullMarked;
