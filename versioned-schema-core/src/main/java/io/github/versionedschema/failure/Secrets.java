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
 * Hides credentials in text that comes from drivers, URLs and other sessions. A driver
 * that cannot read a URL quotes all of it, passwords included. What is hidden may be more
 * than the credential, never less.
 */
public final class Secrets {

	private static final String HIDDEN = "***";

	private static final String SECRET_KEY = "(?:password|passwd|passphrase|pwd|secret|token|credentials?)";

	private static final Pattern SECRET_PARAMETER = Pattern.compile("(?i).*" + SECRET_KEY);

	/**
	 * The value of a key, in a URL, a list of properties or an SQL statement. A value
	 * without quotes ends where a parameter of a URL ends: other characters that usually
	 * end a value may be part of a password.
	 */
	private static final Pattern VALUE = Pattern
		.compile("(?i)(" + SECRET_KEY + "[\"']?(?:\\s*(?:=|%3D)\\s*|\\s*:\\s*(?=[\"'])|\\s+(?=')))"
		// Hidden already, and maybe the end of a sentence.
				+ "(\\*\\*\\*(?=[.,;:)\"'}]?(?:[&\\s]|$))"
				+ "|'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.)*\"|[^&\\s]+)");

	/** User and password in front of a host. */
	private static final Pattern USER_INFO = Pattern.compile("//[^\\s/?#@]*:[^\\s/?#]*@");

	/**
	 * The same with a password that should have been encoded. Digits are a port, and what
	 * is in brackets is an address.
	 */
	private static final Pattern BROKEN_USER_INFO = Pattern
		.compile("//[^\\s/?#@:\\[]+:(?!\\d{0,5}(?:[/?,\\s\"')]|$))\\S*@");

	/** The same where the driver has cut the URL into pieces. Two colons are a cast. */
	private static final Pattern PIECE_OF_USER_INFO = Pattern
		.compile("(?<![^\\s:\"'(=])[^\\s:/@\"'(=&?]+:(?!:)[^\\s@/]+@");

	private Secrets() {
	}

	/**
	 * Returns a text without credentials.
	 * @param text from a driver or another source that is not ours
	 * @return the same text where it has none
	 */
	public static String hide(String text) {
		String hidden = VALUE.matcher(text).replaceAll("$1" + HIDDEN);
		hidden = USER_INFO.matcher(hidden).replaceAll("//" + HIDDEN + "@");
		hidden = BROKEN_USER_INFO.matcher(hidden).replaceAll("//" + HIDDEN + "@");
		return PIECE_OF_USER_INFO.matcher(hidden).replaceAll(HIDDEN + "@");
	}

	/**
	 * Returns a URL without credentials, which has the same structure.
	 * @param url of any driver
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
	 * Returns whether a URL has a password in front of its host.
	 * @param url of any driver
	 */
	public static boolean isInFrontOfHost(String url) {
		String withoutValues = VALUE.matcher(url).replaceAll("$1" + HIDDEN);
		return USER_INFO.matcher(withoutValues).find() || BROKEN_USER_INFO.matcher(withoutValues).find();
	}

	/** Its key may be encoded, and its value may have spaces. */
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
	 * Opens a connection. A failure shows no credentials, in none of its causes either,
	 * so that it can be logged with its stack trace by whoever gets it.
	 * @param source opens the connection
	 * @return the connection
	 * @throws SQLException when it cannot be opened
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
	 * Returns a failure that shows no credentials: the same one where it shows none, and
	 * otherwise a copy. A copy of an {@link SQLException} is one, and any other copy is a
	 * {@link RuntimeException}.
	 * @param failure from a driver or another source that is not ours
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

	/** Looks like the failure that it replaces. */
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
