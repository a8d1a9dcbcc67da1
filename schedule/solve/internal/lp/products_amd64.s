#include "textflag.h"

// func addProductsAVX2(dst *float64, n int, rows, xs *float64, m int)
//
// Sixteen entries of dst at a time over all rows, then four; up to three are left.
// Products are rounded before they are added, as elsewhere.
TEXT ·addProductsAVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ n+8(FP), R8
	MOVQ rows+16(FP), SI
	MOVQ xs+24(FP), R9
	MOVQ m+32(FP), R10
	MOVQ R8, DX
	SHLQ $3, DX        // bytes of a row
	SUBQ $16, R8
	JLT  four

sixteen:
	VMOVUPD (DI), Y0
	VMOVUPD 32(DI), Y1
	VMOVUPD 64(DI), Y2
	VMOVUPD 96(DI), Y3
	MOVQ    SI, AX
	MOVQ    R9, BX
	MOVQ    R10, CX

each:
	VBROADCASTSD (BX), Y4
	VMULPD       (AX), Y4, Y5
	VMULPD       32(AX), Y4, Y6
	VMULPD       64(AX), Y4, Y7
	VMULPD       96(AX), Y4, Y8
	VADDPD       Y5, Y0, Y0
	VADDPD       Y6, Y1, Y1
	VADDPD       Y7, Y2, Y2
	VADDPD       Y8, Y3, Y3
	ADDQ         DX, AX
	ADDQ         $8, BX
	DECQ         CX
	JNE          each
	VMOVUPD      Y0, (DI)
	VMOVUPD      Y1, 32(DI)
	VMOVUPD      Y2, 64(DI)
	VMOVUPD      Y3, 96(DI)
	ADDQ         $128, DI
	ADDQ         $128, SI
	SUBQ         $16, R8
	JGE          sixteen

four:
	ADDQ $12, R8
	JLT  done

again:
	VMOVUPD (DI), Y0
	MOVQ    SI, AX
	MOVQ    R9, BX
	MOVQ    R10, CX

one:
	VBROADCASTSD (BX), Y4
	VMULPD       (AX), Y4, Y5
	VADDPD       Y5, Y0, Y0
	ADDQ         DX, AX
	ADDQ         $8, BX
	DECQ         CX
	JNE          one
	VMOVUPD      Y0, (DI)
	ADDQ         $32, DI
	ADDQ         $32, SI
	SUBQ         $4, R8
	JGE          again

done:
	VZEROUPPER
	RET
