package io.github.versionedschema.autoconfigure.actuate.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The page as one document. Its policy allows only its own script and style, by their
 * hashes, and requests to the server that it comes from.
 */
final class DashboardPage {

	private static final String POLICY = "default-src 'none'; script-src '%s'; style-src '%s'; connect-src 'self'; "
			+ "img-src data:; base-uri 'none'; form-action 'none'";

	private static final String CSRF_PLACE = "<!-- csrf -->";

	private final String html;

	private DashboardPage(String html) {
		this.html = html;
	}

	/** Reads the page from the class path. */
	static DashboardPage read() {
		String script = resource("dashboard.js");
		String style = resource("dashboard.css");
		return new DashboardPage(
				resource("dashboard.html").replace("@policy@", POLICY.formatted(hash(script), hash(style)))
					.replace("@style@", style)
					.replace("@script@", script));
	}

	/**
	 * Returns the page.
	 * @param csrf the token for requests of the page, or null
	 */
	String html(@Nullable CsrfField csrf) {
		return this.html.replace(CSRF_PLACE, (csrf == null) ? "" : """
				<meta name="_csrf" content="%s">
				<meta name="_csrf_header" content="%s">""".formatted(HtmlUtils.htmlEscape(csrf.token()),
				HtmlUtils.htmlEscape(csrf.header())));
	}

	private static String resource(String name) {
		try (InputStream content = DashboardPage.class.getResourceAsStream(name)) {
			if (content == null) {
				throw new IllegalStateException(name + " is missing");
			}
			return new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return "sha256-" + Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
