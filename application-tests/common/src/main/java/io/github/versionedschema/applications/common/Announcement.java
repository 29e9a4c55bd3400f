package io.github.versionedschema.applications.common;

/**
 * Line on standard output that is read by the process that started the application.
 */
final class Announcement {

	private Announcement() {
	}

	static void of(String subject, String text) {
		System.out.println("@@ " + subject + " " + text.replace('\n', ' '));
	}

}
