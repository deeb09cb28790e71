; Products of the words 0 and 1, and of the 128-bit pairs 0-1 and 2-3. Results from word 4 on:
; unsigned 64 and overflow, signed 64 and overflow, wrapping 128 (two words), unsigned 128 (two
; words) and overflow, signed 128 (two words) and overflow.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

declare { i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.smul.with.overflow.i64(i64, i64)
declare { i128, i1 } @llvm.umul.with.overflow.i128(i128, i128)
declare { i128, i1 } @llvm.smul.with.overflow.i128(i128, i128)

define internal void @store_bit(ptr %m, i64 %at, i1 %bit) alwaysinline {
  %word = zext i1 %bit to i64
  %p = getelementptr i64, ptr %m, i64 %at
  store i64 %word, ptr %p
  ret void
}

define i64 @entrypoint(ptr %m) {
  %xp = getelementptr i64, ptr %m, i64 0
  %x = load i64, ptr %xp
  %yp = getelementptr i64, ptr %m, i64 1
  %y = load i64, ptr %yp
  %m2 = getelementptr i64, ptr %m, i64 2
  %wx = load i128, ptr %m, align 8
  %wy = load i128, ptr %m2, align 8
  %u64 = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %x, i64 %y)
  %u64v = extractvalue { i64, i1 } %u64, 0
  %u64o = extractvalue { i64, i1 } %u64, 1
  %u64p = getelementptr i64, ptr %m, i64 4
  store i64 %u64v, ptr %u64p
  call void @store_bit(ptr %m, i64 5, i1 %u64o)
  %s64 = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %x, i64 %y)
  %s64v = extractvalue { i64, i1 } %s64, 0
  %s64o = extractvalue { i64, i1 } %s64, 1
  %s64p = getelementptr i64, ptr %m, i64 6
  store i64 %s64v, ptr %s64p
  call void @store_bit(ptr %m, i64 7, i1 %s64o)
  %product = mul i128 %wx, %wy
  %pp = getelementptr i64, ptr %m, i64 8
  store i128 %product, ptr %pp, align 8
  %u128 = call { i128, i1 } @llvm.umul.with.overflow.i128(i128 %wx, i128 %wy)
  %u128v = extractvalue { i128, i1 } %u128, 0
  %u128o = extractvalue { i128, i1 } %u128, 1
  %u128p = getelementptr i64, ptr %m, i64 10
  store i128 %u128v, ptr %u128p, align 8
  call void @store_bit(ptr %m, i64 12, i1 %u128o)
  %s128 = call { i128, i1 } @llvm.smul.with.overflow.i128(i128 %wx, i128 %wy)
  %s128v = extractvalue { i128, i1 } %s128, 0
  %s128o = extractvalue { i128, i1 } %s128, 1
  %s128p = getelementptr i64, ptr %m, i64 13
  store i128 %s128v, ptr %s128p, align 8
  call void @store_bit(ptr %m, i64 15, i1 %s128o)
  ret i64 0
}
