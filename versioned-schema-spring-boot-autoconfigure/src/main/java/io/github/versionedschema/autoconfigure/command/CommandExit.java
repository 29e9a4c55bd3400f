package io.github.versionedschema.autoconfigure.command;

/**
 * Ends the process. In the bootstrap context, so that somebody who runs a command within
 * a process of their own can go on.
 */
@FunctionalInterface
interface CommandExit {

	/**
	 * Ends the process.
	 * @param status its exit status
	 */
	void exit(int status);

}
