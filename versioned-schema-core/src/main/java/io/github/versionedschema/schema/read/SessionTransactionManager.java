package io.github.versionedschema.schema.read;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Manages transactions of one session. If the session is lost, the server has rolled back
 * its transaction. The failure of a rollback is then ignored, so that it does not replace
 * the original exception.
 */
public final class SessionTransactionManager extends JdbcTransactionManager {

	private static final long serialVersionUID = 1L;

	private static final Logger sessionLogger = LoggerFactory.getLogger(SessionTransactionManager.class);

	/**
	 * Creates an instance.
	 * @param session a DataSource that always returns the same session
	 */
	public SessionTransactionManager(DataSource session) {
		super(session);
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		try {
			super.doRollback(status);
		}
		catch (DataAccessException ex) {
			if (!isConnectionLost(ex)) {
				throw ex;
			}
			sessionLogger.debug("The session is gone, and what it did was rolled back", ex);
		}
	}

	private static boolean isConnectionLost(DataAccessException ex) {
		return NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException cause
				&& cause.getSQLState() != null && cause.getSQLState().startsWith("08")
				|| ex.getCause() instanceof SQLException sql && sql.getSQLState() != null
						&& sql.getSQLState().startsWith("08");
	}

}
