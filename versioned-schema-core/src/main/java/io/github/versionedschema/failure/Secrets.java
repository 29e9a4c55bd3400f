package io.github.versionedschema.failure;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Hides credentials in text from drivers, URLs and other sessions. A driver that cannot
 * parse a URL quotes all of it, including passwords. More than the credential may be
 * hidden, but never less.
 */
public final class Secrets {

	private static final String HIDDEN = "***";

	private static final String SECRET_KEY = "(?:password|passwd|passphrase|pwd|secret|token|credentials?)";

	private static final Pattern SECRET_PARAMETER = Pattern.compile("(?i).*" + SECRET_KEY);

	/**
	 * The value of a key, in a URL, a list of properties or an SQL statement. An unquoted
	 * value ends where a URL parameter ends, as other delimiters may be part of a
	 * password.
	 */
	private static final Pattern VALUE = Pattern
		.compile("(?i)(" + SECRET_KEY + "[\"']?(?:\\s*(?:=|%3D)\\s*|\\s*:\\s*(?=[\"'])|\\s+(?=')))"
		// A value that is already hidden, possibly at the end of a sentence.
				+ "(\\*\\*\\*(?=[.,;:)\"'}]?(?:[&\\s]|$))"
				+ "|'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.)*\"|[^&\\s]+)");

	/** User and password before a host. */
	private static final Pattern USER_INFO = Pattern.compile("//[^\\s/?#@]*:[^\\s/?#]*@");

	/**
	 * The same with a password that was not URL-encoded. Digits are a port, and brackets
	 * enclose an IPv6 address.
	 */
	private static final Pattern BROKEN_USER_INFO = Pattern
		.compile("//[^\\s/?#@:\\[]+:(?!\\d{0,5}(?:[/?,\\s\"')]|$))\\S*@");

	/** The same where the driver has split the URL. Two colons are a type cast. */
	private static final Pattern PIECE_OF_USER_INFO = Pattern
		.compile("(?<![^\\s:\"'(=])[^\\s:/@\"'(=&?]+:(?!:)[^\\s@/]+@");

	private Secrets() {
	}

	/**
	 * Returns the text without credentials.
	 * @param text from a driver or another external source
	 * @return the text itself if it contains no credentials
	 */
	public static String hide(String text) {
		String hidden = VALUE.matcher(text).replaceAll("$1" + HIDDEN);
		hidden = USER_INFO.matcher(hidden).replaceAll("//" + HIDDEN + "@");
		hidden = BROKEN_USER_INFO.matcher(hidden).replaceAll("//" + HIDDEN + "@");
		return PIECE_OF_USER_INFO.matcher(hidden).replaceAll(HIDDEN + "@");
	}

	/**
	 * Returns the URL without credentials, with its structure unchanged.
	 * @param url a JDBC URL of any driver
	 */
	public static String hideInUrl(String url) {
		int query = url.indexOf('?');
		return hide((query < 0) ? url
				: url.substring(0, query) + '?'
						+ Arrays.stream(url.substring(query + 1).split("&", -1))
							.map(Secrets::hideInParameter)
							.collect(Collectors.joining("&")));
	}

	/**
	 * Returns whether the URL has a password before its host.
	 * @param url a JDBC URL of any driver
	 */
	public static boolean isInFrontOfHost(String url) {
		String withoutValues = VALUE.matcher(url).replaceAll("$1" + HIDDEN);
		return USER_INFO.matcher(withoutValues).find() || BROKEN_USER_INFO.matcher(withoutValues).find();
	}

	/** The key may be URL-encoded, and the value may contain spaces. */
	private static String hideInParameter(String parameter) {
		String key = parameter.split("=", 2)[0];
		return (key.length() < parameter.length() && SECRET_PARAMETER.matcher(decoded(key)).matches())
				? key + '=' + HIDDEN : parameter;
	}

	private static String decoded(String key) {
		try {
			return URLDecoder.decode(key, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return key;
		}
	}

	/**
	 * Opens a connection. An exception contains no credentials, nor do its causes, so
	 * that callers can log it with its stack trace.
	 * @param source opens the connection
	 * @return the connection
	 * @throws SQLException if it cannot be opened
	 */
	public static Connection open(ConnectionSource source) throws SQLException {
		try {
			return source.open();
		}
		catch (SQLException ex) {
			throw (SQLException) hideIn(ex);
		}
		catch (RuntimeException ex) {
			throw (RuntimeException) hideIn(ex);
		}
	}

	/**
	 * Returns a failure without credentials: the given failure if it contains none,
	 * otherwise a copy. The copy of an {@link SQLException} is an {@link SQLException},
	 * any other copy is a {@link RuntimeException}.
	 * @param failure from a driver or another external source
	 */
	public static Throwable hideIn(Throwable failure) {
		return shows(failure, identitySet()) ? copy(failure, identitySet()) : failure;
	}

	private static boolean shows(@Nullable Throwable failure, Set<Throwable> seen) {
		return failure != null && seen.add(failure)
				&& (!hide(failure.toString()).equals(failure.toString()) || shows(failure.getCause(), seen)
						|| (failure instanceof SQLException sql && shows(sql.getNextException(), seen))
						|| Arrays.stream(failure.getSuppressed()).anyMatch((suppressed) -> shows(suppressed, seen)));
	}

	private static Throwable copy(Throwable failure, Set<Throwable> seen) {
		seen.add(failure);
		Throwable cause = copyOnce(failure.getCause(), seen);
		String message = (failure.getMessage() != null) ? hide(failure.getMessage()) : null;
		Throwable copy;
		if (failure instanceof SQLException sql) {
			SQLException hidden = new SQLException(message, sql.getSQLState(), sql.getErrorCode(), cause);
			if (copyOnce(sql.getNextException(), seen) instanceof SQLException next) {
				hidden.setNextException(next);
			}
			copy = hidden;
		}
		else {
			copy = new Copy(hide(failure.toString()), message, cause);
		}
		copy.setStackTrace(failure.getStackTrace());
		for (Throwable suppressed : failure.getSuppressed()) {
			Throwable hidden = copyOnce(suppressed, seen);
			if (hidden != null) {
				copy.addSuppressed(hidden);
			}
		}
		return copy;
	}

	private static @Nullable Throwable copyOnce(@Nullable Throwable failure, Set<Throwable> seen) {
		return (failure != null && !seen.contains(failure)) ? copy(failure, seen) : null;
	}

	private static Set<Throwable> identitySet() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

	/** Prints like the failure that it replaces. */
	private static final class Copy extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String text;

		Copy(String text, @Nullable String message, @Nullable Throwable cause) {
			super(message, cause);
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
