package io.github.versionedschema.schema.read;

import javax.sql.DataSource;

import io.github.versionedschema.failure.SqlStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
			if (!SqlStates.isConnectionLost(ex)) {
				throw ex;
			}
			sessionLogger.debug("The session is gone, and what it did was rolled back", ex);
		}
	}

}
