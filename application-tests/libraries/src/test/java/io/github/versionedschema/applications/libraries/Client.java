package io.github.versionedschema.applications.libraries;

import java.util.List;

/**
 * One release's use of one library.
 */
public interface Client {

	/**
	 * Uses the library once.
	 * @param number of this turn
	 * @param peers the same library in all live releases, this one included
	 */
	void turn(int number, List<Client> peers) throws Exception;

	/** Compares what all live releases see with what was written. */
	void verify(List<Client> peers) throws Exception;

}
