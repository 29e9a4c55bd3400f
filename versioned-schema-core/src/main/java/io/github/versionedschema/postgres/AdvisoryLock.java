package io.github.versionedschema.postgres;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The keys of versioned-schema's advisory locks, which consist of two numbers:
 * {@link #CLASS}, and the number of the locked object. {@code pg_locks} shows them as
 * {@code
 * classid} and {@code objid}, with {@code objsubid} 2.
 * <ul>
 * <li>A positive second number is a version's {@code id} in the journal: shared by the
 * sessions that are attached to it, exclusive while its gate is closed.</li>
 * <li>A negative one is the leadership of a base schema.</li>
 * <li>Zero is the lock for changing the journal's own tables.</li>
 * </ul>
 */
public final class AdvisoryLock {

	/** The first number of all keys: {@code vsch} in ASCII. */
	public static final int CLASS = 0x76736368;

	/** The second number of the lock for installing the journal. */
	public static final int JOURNAL = 0;

	private AdvisoryLock() {
	}

	/**
	 * Returns the second number of the leader's lock.
	 * @param baseSchema the schema that contains the tables
	 * @return a negative number, the same on every instance
	 */
	public static int leaderKey(String baseSchema) {
		CRC32 checksum = new CRC32();
		checksum.update(baseSchema.getBytes(StandardCharsets.UTF_8));
		return (int) checksum.getValue() | Integer.MIN_VALUE;
	}

}
