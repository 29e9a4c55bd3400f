package io.github.versionedschema.sample.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Who may start and stop the server of a folder, and who uses it. The first byte of the
 * file is locked by whoever looks for, starts or stops the server. The second one is
 * locked, shared, by each process that uses it. The operating system gives the locks of a
 * killed process back.
 */
final class FolderLock implements AutoCloseable {

	private static final int ALONE = 0;

	private static final int USERS = 1;

	private final FileChannel channel;

	private @Nullable FileLock use;

	private FolderLock(FileChannel channel) {
		this.channel = channel;
	}

	static FolderLock open(Path file) throws IOException {
		return new FolderLock(
				FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
	}

	/**
	 * Waits until no other process is looking for, starting or stopping the server.
	 */
	FileLock alone() throws IOException {
		return this.channel.lock(ALONE, 1, false);
	}

	/**
	 * Becomes a user of the server. To be called alone.
	 */
	void enter() throws IOException {
		try {
			this.use = this.channel.lock(USERS, 1, true);
		}
		catch (OverlappingFileLockException ex) {
			// Another application context of this process holds it already.
			this.use = null;
		}
	}

	/**
	 * Ceases to be a user of the server. To be called alone.
	 * @return whether that was the last one
	 */
	boolean leave() throws IOException {
		if (this.use != null) {
			this.use.release();
			this.use = null;
		}
		try (FileLock last = this.channel.tryLock(USERS, 1, false)) {
			return last != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	boolean isOpen() {
		return this.channel.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
