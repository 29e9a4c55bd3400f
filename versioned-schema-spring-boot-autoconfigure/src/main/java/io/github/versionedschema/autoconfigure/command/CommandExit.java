package io.github.versionedschema.autoconfigure.command;

/**
 * Ends the process. Registered in the bootstrap context, so that a caller that embeds a
 * command in its own process can replace it.
 */
@FunctionalInterface
interface CommandExit {

	/**
	 * Ends the process.
	 * @param status its exit status
	 */
	void exit(int status);

}
