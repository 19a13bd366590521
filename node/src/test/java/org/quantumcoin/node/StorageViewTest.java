package org.quantumcoin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.api.StorageAccess.StorageStatus;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.storage.FileInfo;

final class StorageViewTest {
  private static final long DAY = 86_400;
  private static final long TIP = 1_700_000_000;

  @TempDir Path folder;

  @Test
  void storage_sumsUpWhatTheChainTakes() {
    try (RegtestNode node = RegtestNode.open()) {
      node.mine(5);
      StorageStatus status =
          new StorageView(
                  node.chain, Indexes.NONE, new NodeConfig.Directories(folder, folder, folder))
              .storage();
      assertThat(status.blockBytes() + status.undoBytes()).isEqualTo(node.chain.diskBytes());
      assertThat(status.undoBytes()).isPositive();
      assertThat(status.freeBytes().orElseThrow()).isPositive();
      assertThat(status.diskBytes().orElseThrow())
          .isGreaterThanOrEqualTo(status.freeBytes().orElseThrow());
      assertThat(status.pruned()).isFalse();
      assertThat(status.indexes()).isEmpty();
      assertThat(status.blockIndex().height()).isEqualTo(5);
      assertThat(status.blockIndex().bytes()).isPositive();
      assertThat(status.keptSince()).hasValue(node.chain.params().genesis().header().time());
    }
  }

  private static FileInfo file(long firstTime, long lastTime) {
    return new FileInfo(1, 900, 100, 0, 1, firstTime, lastTime);
  }

  @Test
  void growth_isToldByRecentFiles() {
    FileInfo recent = file(TIP - 10 * DAY, TIP);
    FileInfo old = file(TIP - 900 * DAY, TIP - 800 * DAY);
    assertThat(StorageView.bytesPerDay(List.of(old, recent), TIP)).hasValue(100);
    assertThat(StorageView.bytesPerDay(List.of(old), TIP)).isEqualTo(OptionalLong.empty());
    assertThat(StorageView.bytesPerDay(List.of(file(TIP - DAY + 1, TIP)), TIP))
        .isEqualTo(OptionalLong.empty());
    assertThat(StorageView.bytesPerDay(List.of(file(TIP - DAY, TIP)), TIP)).hasValue(1_000);
  }
}
