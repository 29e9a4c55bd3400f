package io.github.versionedschema.sample.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Coordinates the processes that start, stop and use the server of a folder. A process
 * that looks for, starts or stops the server locks the first byte of the file. Each
 * process that uses the server holds a shared lock on the second byte. The operating
 * system releases the locks of a killed process.
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
	 * Registers this process as a user of the server. Call it only under
	 * {@link #alone()}.
	 */
	void enter() throws IOException {
		try {
			this.use = this.channel.lock(USERS, 1, true);
		}
		catch (OverlappingFileLockException ex) {
			// Another application context of this process already holds the lock.
			this.use = null;
		}
	}

	/**
	 * Unregisters this process as a user of the server. Call it only under
	 * {@link #alone()}.
	 * @return whether it was the last user
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
