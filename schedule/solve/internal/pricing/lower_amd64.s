#include "textflag.h"

// func lowerAVX2(dst, src *int64, n int, by int64)
//
// Four at a time, then the rest one by one.
TEXT ·lowerAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTQ by+24(FP), Y0
	MOVQ by+24(FP), R8
	SUBQ $8, CX
	JLT  four

eight:
	VPADDQ    (SI), Y0, Y1
	VPADDQ    32(SI), Y0, Y4
	VMOVDQU   (DI), Y2
	VMOVDQU   32(DI), Y5
	VPCMPGTQ  Y1, Y2, Y3
	VPCMPGTQ  Y4, Y5, Y6
	VPBLENDVB Y3, Y1, Y2, Y2
	VPBLENDVB Y6, Y4, Y5, Y5
	VMOVDQU   Y2, (DI)
	VMOVDQU   Y5, 32(DI)
	ADDQ      $64, SI
	ADDQ      $64, DI
	SUBQ      $8, CX
	JGE       eight

four:
	ADDQ $4, CX
	JLT  rest
	VPADDQ    (SI), Y0, Y1
	VMOVDQU   (DI), Y2
	VPCMPGTQ  Y1, Y2, Y3
	VPBLENDVB Y3, Y1, Y2, Y2
	VMOVDQU   Y2, (DI)
	ADDQ      $32, SI
	ADDQ      $32, DI
	SUBQ      $4, CX

rest:
	ADDQ $4, CX
	JEQ  done

one:
	MOVQ    (SI), AX
	ADDQ    R8, AX
	MOVQ    (DI), BX
	CMPQ    AX, BX
	CMOVQLT AX, BX
	MOVQ    BX, (DI)
	ADDQ    $8, SI
	ADDQ    $8, DI
	DECQ    CX
	JNE     one

done:
	VZEROUPPER
	RET
