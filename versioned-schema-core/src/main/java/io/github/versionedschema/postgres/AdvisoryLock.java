package io.github.versionedschema.postgres;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The keys of our advisory locks, which are of the form with two numbers: the first is
 * {@link #CLASS}, the second tells what is locked. {@code pg_locks} shows them as
 * {@code classid} and {@code objid}, with {@code objsubid} 2.
 * <ul>
 * <li>A positive second number is a version's {@code id} in the journal: shared by the
 * sessions that are attached to it, exclusive while its gate is closed.</li>
 * <li>A negative one is the leadership of a base schema.</li>
 * <li>Zero is for changing the journal's own tables.</li>
 * </ul>
 */
public final class AdvisoryLock {

	/** The first number of all our locks: {@code vsch} in ASCII. */
	public static final int CLASS = 0x76736368;

	/** The second number of the lock under which the journal is installed. */
	public static final int JOURNAL = 0;

	private AdvisoryLock() {
	}

	/**
	 * The second number of the lock whose holder leads.
	 * @param baseSchema where the tables are
	 * @return a negative number, the same on every instance
	 */
	public static int leaderKey(String baseSchema) {
		CRC32 checksum = new CRC32();
		checksum.update(baseSchema.getBytes(StandardCharsets.UTF_8));
		return (int) checksum.getValue() | Integer.MIN_VALUE;
	}

}
