package io.github.versionedschema.applications.common;

/**
 * A line on standard output for whoever started the application.
 */
final class Announcement {

	private Announcement() {
	}

	static void of(String subject, String text) {
		System.out.println("@@ " + subject + " " + text.replace('\n', ' '));
	}

}
